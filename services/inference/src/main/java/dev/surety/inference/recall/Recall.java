package dev.surety.inference.recall;

import dev.surety.contract.BurnAction;
import dev.surety.contract.Degradation;
import dev.surety.inference.authorize.Granted;
import dev.surety.inference.permit.Rules;
import dev.surety.inference.release.AssistantRelease;
import dev.surety.inference.stage.Note;
import dev.surety.inference.stage.Stage;
import dev.surety.policy.Resource;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks for the same question in the exact cache. */
@ApplicationScoped
public class Recall implements Stage<Granted, Recalled> {

    private static final Pattern SPACE = Pattern.compile("[\\p{Z}\\p{C}\\s]+");
    private static final Pattern END = Pattern.compile("[ ?!.]+$");

    private final AnswerCache cache;
    private final Knowledge knowledge;
    private final AssistantRelease assistant;
    private final Rules rules;
    private final StillReadable stillReadable;

    Recall(AnswerCache cache, Knowledge knowledge, AssistantRelease assistant, Rules rules, StillReadable stillReadable) {
        this.cache = cache;
        this.knowledge = knowledge;
        this.assistant = assistant;
        this.rules = rules;
        this.stillReadable = stillReadable;
    }

    @Override
    public String name() {
        return "recall";
    }

    @Override
    public Uni<Recalled> run(Granted granted) {
        return Uni.createFrom().item(() -> lookUp(granted)).chain(stillReadable::checked);
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
