package dev.surety.inference.recall;

import dev.surety.contract.BurnAction;
import dev.surety.contract.Degradation;
import dev.surety.inference.authorize.Granted;
import dev.surety.inference.permit.Rules;
import dev.surety.inference.release.AssistantRelease;
import dev.surety.inference.stage.Note;
import dev.surety.inference.stage.Stage;
import dev.surety.policy.Resource;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks for the same question in the exact cache, and waits a while for the answer to one that is under way. */
@ApplicationScoped
public class Recall implements Stage<Granted, Recalled> {

    private static final Pattern SPACE = Pattern.compile("[\\p{Z}\\p{C}\\s]+");
    private static final Pattern END = Pattern.compile("[ ?!.]+$");

    // Who waited in vain needs the rest to have the answer made.
    private static final int SHARE_FOR_WAITING = 2;

    private final AnswerCache cache;
    private final Knowledge knowledge;
    private final AssistantRelease assistant;
    private final Rules rules;
    private final UnderWay underWay;
    private final StillReadable stillReadable;
    private final MeterRegistry meters;

    Recall(
            AnswerCache cache,
            Knowledge knowledge,
            AssistantRelease assistant,
            Rules rules,
            UnderWay underWay,
            StillReadable stillReadable,
            MeterRegistry meters) {
        this.cache = cache;
        this.knowledge = knowledge;
        this.assistant = assistant;
        this.rules = rules;
        this.underWay = underWay;
        this.stillReadable = stillReadable;
        this.meters = meters;
    }

    @Override
    public String name() {
        return "recall";
    }

    @Override
    public Uni<Recalled> run(Granted granted) {
        return Uni.createFrom().item(() -> lookUp(granted)).chain(this::joined).chain(stillReadable::checked);
    }

    /** What is missed may be in the making. Who wants a fresh answer neither waits for another's nor lets others wait. */
    private Uni<Recalled> joined(Recalled recalled) {
        if (recalled instanceof Recalled.Miss(var granted, Recalled.Slot.Keyed(var key), _)
                && !granted.question().fresh()
                && !underWay.begin(key, granted.journal())) {
            var question = granted.question();
            var atMost = question.within(question.call().deadline().left().dividedBy(SHARE_FOR_WAITING));
            return underWay.end(key, atMost).map(ended -> afterAnother(granted));
        }
        return Uni.createFrom().item(recalled);
    }

    /** Once only: who waited in vain makes the answer. */
    private Recalled afterAnother(Granted granted) {
        var again = lookUp(granted);
        meters.counter("surety.recall.joined", "result", again instanceof Recalled.Hit ? "served" : "in-vain").increment();
        return switch (again) {
            case Recalled.Hit hit -> new Recalled.Hit(granted, hit.entry(), new Note(hit.note().saw(), "exact", "the same question was under way"));
            case Recalled.Miss miss -> {
                if (miss.slot() instanceof Recalled.Slot.Keyed(var key)) {
                    underWay.begin(key, granted.journal());
                }
                yield new Recalled.Miss(granted, miss.slot(), new Note("", "miss", "the same question was under way, and its answer was not kept in time"));
            }
        };
    }

    private Recalled lookUp(Granted granted) {
        var state = knowledge.state();
        if (state.isEmpty()) {
            return new Recalled.Miss(
                    granted, new Recalled.Slot.None(), new Note("", "bypassed", "the state of the documents is not known"));
        }
        var key = new CacheKey(
                granted.held().grant().entitlements(),
                normalised(granted.question().text()),
                granted.question().mode().label(),
                state.get(),
                granted.question().contract().version(),
                assistant.name());
        if (granted.question().fresh()) {
            return new Recalled.Miss(granted, new Recalled.Slot.Keyed(key), new Note("", "bypassed", "the caller wants a fresh answer"));
        }
        return cached(key, granted)
                .filter(entry -> mayBeGiven(entry, granted))
                .<Recalled>map(entry -> new Recalled.Hit(
                        granted, entry, new Note(entry.citations().size() + " citations", "exact", "same question, entitlements and documents")))
                .orElseGet(() -> new Recalled.Miss(
                        granted, new Recalled.Slot.Keyed(key), new Note("", "miss", "not asked before on " + state.get())));
    }

    /** The rules are those of when it was written, the hour may be another one. */
    private boolean mayBeGiven(CachedAnswer entry, Granted granted) {
        return rules.ask(granted, Resource.answer(entry.tier(), entry.citations().size(), entry.indexes())).isAllowed();
    }

    /** While the error budget asks for it, an answer lasts longer; the caller is told. */
    private Optional<CachedAnswer> cached(CacheKey key, Granted granted) {
        var contract = granted.question().contract().contract();
        var usual = cache.get(key, contract, false);
        if (usual.isPresent() || !granted.question().acts(BurnAction.RAISE_CACHE_TOLERANCE)) {
            return usual;
        }
        var older = cache.get(key, contract, true);
        older.ifPresent(entry -> granted.journal().degrade(Degradation.TOLERANT_CACHE));
        return older;
    }

    /** Case, spacing and final marks carry no meaning; every other character may. */
    static String normalised(String question) {
        var plain = Normalizer.normalize(question, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return END.matcher(SPACE.matcher(plain).replaceAll(" ").strip()).replaceAll("");
    }
}
