package dev.surety.inference.generate;

import dev.surety.api.Passage;
import dev.surety.contract.BurnAction;
import dev.surety.inference.route.Evidence.Candidate;
import dev.surety.inference.route.Routed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers in the documents' own words: the best sentences as they stand, without what an earlier one says already or a newer page says otherwise. An
 * outdated page answers only where no current one does.
 */
@ApplicationScoped
class Extractive implements Writer {

    private final GenerateConfig config;

    Extractive(GenerateConfig config) {
        this.config = config;
    }

    @Override
    public Uni<List<Statement>> write(Routed routed) {
        return Uni.createFrom().item(() -> pick(routed));
    }

    private List<Statement> pick(Routed routed) {
        var passages = routed.found().passages();
        return pick(routed.evidence().sentences(), sentences(routed)).stream()
                .map(candidate -> new Statement(candidate.text(), List.of(place(candidate, passages))))
                .toList();
    }

    private int sentences(Routed routed) {
        return routed.question().acts(BurnAction.SHORTEN_ANSWERS)
                ? Math.min(config.extractive().shortSentences(), config.extractive().sentences())
                : config.extractive().sentences();
    }

    private List<Candidate> pick(List<Candidate> best, int most) {
        var least = best.getFirst().score() * config.extractive().nearness();
        var picked = new ArrayList<Sentence>();
        for (var candidate : best) {
            if (candidate.score() < least) {
                break;
            }
            var sentence = Sentence.of(candidate);
            if (picked.stream().noneMatch(earlier -> earlier.says(sentence) || earlier.supersedes(sentence))) {
                picked.removeIf(sentence::supersedes);
                picked.add(sentence);
            }
            if (picked.size() == most) {
                break;
            }
        }
        var candidates = picked.stream().map(Sentence::candidate).toList();
        var current = candidates.stream().filter(candidate -> !candidate.outdated()).toList();
        return current.isEmpty() ? candidates : current;
    }

    private static int place(Candidate candidate, List<Passage> passages) {
        return passages.indexOf(candidate.passage()) + 1;
    }
}
