package dev.surety.inference.verify;

import dev.surety.api.Citation;
import dev.surety.api.Outcome;
import dev.surety.api.Passage;
import dev.surety.contract.Contract;
import dev.surety.contract.Degradation;
import dev.surety.inference.generate.Draft;
import dev.surety.inference.generate.Statement;
import dev.surety.inference.permit.Rules;
import dev.surety.inference.route.Evidence.Candidate;
import dev.surety.inference.route.Routed;
import dev.surety.inference.stage.Note;
import dev.surety.inference.stage.Stage;
import dev.surety.inference.verify.Support.Quote;
import dev.surety.policy.Resource;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Serves only what stands in the documents: every number in the text is a citation, and every citation's quote stands in its passage. */
@ApplicationScoped
public class Verify implements Stage<Draft, Checked> {

    private static final int MOST_SOURCES = 5;
    private static final int LONGEST_QUOTE = 300;
    private static final String NONE = "none";

    private final Rules rules;
    private final MeterRegistry meters;

    Verify(Rules rules, MeterRegistry meters) {
        this.rules = rules;
        this.meters = meters;
    }

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public Uni<Checked> run(Draft draft) {
        return Uni.createFrom().item(() -> switch (draft) {
            case Draft.Written written -> written(written);
            case Draft.Failed failed -> failed(failed);
            case Draft.Sources sources -> sources(sources.routed());
            case Draft.Refusal refusal -> refusal(refusal.routed());
        });
    }

    private Checked written(Draft.Written written) {
        var text = new CitedText();
        var dropped = 0;
        for (var statement : written.statements()) {
            var quotes = Quote.of(statement.text(), cited(statement, written.routed()));
            if (quotes.isEmpty()) {
                dropped++;
            } else {
                text.add(statement.text(), quotes);
            }
        }
        var kept = written.statements().size() - dropped;
        count(written.tier().label(), kept, dropped);
        var saw = written.statements().size() + " statements";
        if (kept == 0) {
            return fallsBack(written.routed(), new Note(saw, "unsupported", "no statement of " + written.tier().label() + " stands in what it cites"));
        }
        return permitted(
                written.routed(),
                Outcome.ANSWERED,
                text.text(),
                text.citations(),
                written.tier().label(),
                new Note(saw, dropped == 0 ? "holds" : "shortened", kept + " supported, " + dropped + " dropped"));
    }

    /** Who failed said in the journal why. */
    private static Checked failed(Draft.Failed failed) {
        return new Checked.Falls(failed.routed(), new Note("", "nothing-written", failed.note().reason()));
    }

    private static Checked fallsBack(Routed routed, Note note) {
        routed.journal().degrade(Degradation.TIER_FALLBACK);
        return new Checked.Falls(routed, note);
    }

    private Checked sources(Routed routed) {
        var best = new LinkedHashMap<String, Candidate>();
        // Outdated pages only behind all current ones.
        routed.evidence().sentences().stream().sorted(Comparator.comparing(Candidate::outdated)).forEach(candidate -> {
            if (best.size() < MOST_SOURCES) {
                best.putIfAbsent(candidate.passage().documentId(), candidate);
            }
        });
        if (best.isEmpty()) {
            return new Checked.Falls(routed, new Note("", "no-sources", "there is nothing to point to"));
        }
        var places = List.copyOf(best.values());
        var citations = IntStream.rangeClosed(1, places.size())
                .mapToObj(number -> citation(number, places.get(number - 1).passage(), shortened(places.get(number - 1).text())))
                .toList();
        var text = new StringBuilder(policy(routed).sourcesOnly());
        citations.forEach(citation -> text.append("\n[").append(citation.number()).append("] ").append(heading(citation)));
        return permitted(
                routed, Outcome.SOURCES_ONLY, text.toString(), citations, NONE, new Note("", "sources-only", citations.size() + " places"));
    }

    private static Checked refusal(Routed routed) {
        return refused(routed, policy(routed).refusal(), new Note("", "refused", "nothing bears on the question"));
    }

    private static Checked refused(Routed routed, String words, Note note) {
        return new Checked.Holds(routed, Outcome.REFUSED, words, List.of(), NONE, List.of(), note);
    }

    /** What holds is given if the rules let it; else the rule's own words are, or the rest of the plan is next. */
    private Checked permitted(Routed routed, Outcome outcome, String text, List<Citation> citations, String tier, Note note) {
        var indexes = indexes(citations, routed);
        var decision = rules.ask(routed.found().granted(), Resource.answer(tier, citations.size(), indexes));
        if (decision.isAllowed()) {
            return new Checked.Holds(routed, outcome, text, citations, tier, indexes, note);
        }
        var reason = decision.rule() + ": " + decision.reason();
        return decision.said()
                .map(words -> refused(routed, words, new Note(note.saw(), "refused", reason)))
                .orElseGet(() -> new Checked.Falls(routed, new Note(note.saw(), "denied", reason)));
    }

    private static List<String> indexes(List<Citation> citations, Routed routed) {
        var cited = citations.stream().map(Citation::documentId).collect(Collectors.toSet());
        return routed.found().passages().stream().filter(passage -> cited.contains(passage.documentId())).map(Passage::index).distinct().sorted().toList();
    }

    private static Contract.Policy policy(Routed routed) {
        return routed.question().contract().contract().policy();
    }

    /** The passages behind a statement's numbers; numbers that do not exist are ignored. */
    private static List<Passage> cited(Statement statement, Routed routed) {
        var passages = routed.found().passages();
        return statement.passages().stream()
                .filter(place -> place >= 1 && place <= passages.size())
                .map(place -> passages.get(place - 1))
                .toList();
    }

    private void count(String tier, int kept, int dropped) {
        meters.counter("surety.verify.statements", "tier", tier, "result", "supported").increment(kept);
        meters.counter("surety.verify.statements", "tier", tier, "result", "unsupported").increment(dropped);
    }

    private static Citation citation(int number, Passage passage, String quote) {
        return new Citation(number, passage.documentId(), passage.title(), passage.uri(), passage.section(), quote, passage.updatedAt());
    }

    private static String heading(Citation citation) {
        return citation.section().isEmpty() ? citation.title() : citation.title() + " › " + citation.section();
    }

    /** The beginning of a long sentence still stands word for word in the passage. */
    private static String shortened(String quote) {
        return quote.length() <= LONGEST_QUOTE ? quote : quote.substring(0, quote.lastIndexOf(' ', LONGEST_QUOTE));
    }

    /** Text that grows statement by statement, and its citations, numbered in the order of appearance. */
    private static final class CitedText {

        private final List<String> lines = new ArrayList<>();
        private final List<Quote> quotes = new ArrayList<>();

        void add(String statement, List<Quote> support) {
            var marks = new StringBuilder();
            for (var quote : support) {
                if (!quotes.contains(quote)) {
                    quotes.add(quote);
                }
                marks.append(String.format(Locale.ROOT, " [%d]", quotes.indexOf(quote) + 1));
            }
            lines.add(marked(statement, marks.toString()));
        }

        String text() {
            return String.join("\n", lines);
        }

        List<Citation> citations() {
            return IntStream.rangeClosed(1, quotes.size())
                    .mapToObj(number -> citation(number, quotes.get(number - 1).passage(), quotes.get(number - 1).text()))
                    .toList();
        }

        /** Marks stand before the full stop. */
        private static String marked(String statement, String marks) {
            var last = statement.charAt(statement.length() - 1);
            return last == '.' || last == '!' || last == '?'
                    ? statement.substring(0, statement.length() - 1) + marks + last
                    : statement + marks;
        }
    }
}
