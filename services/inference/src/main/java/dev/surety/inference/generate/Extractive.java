package dev.surety.inference.generate;

import dev.surety.api.Passage;
import dev.surety.inference.route.Evidence.Candidate;
import dev.surety.inference.route.Routed;
import dev.surety.inference.route.Words;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Answers in the documents' own words: the best sentence of each of the best documents, as they stand. */
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
        var best = routed.evidence().sentences();
        var least = best.getFirst().score() * config.extractive().nearness();
        var picked = new ArrayList<Statement>();
        var said = new ArrayList<Set<String>>();
        var documents = new HashSet<String>();
        for (var candidate : best) {
            if (picked.size() == config.extractive().sentences() || candidate.score() < least) {
                break;
            }
            var words = Words.of(candidate.text());
            // A second sentence of the same document rarely adds; one of another document may be what was meant.
            if (!repeats(words, said) && documents.add(candidate.passage().documentId())) {
                said.add(words);
                picked.add(new Statement(candidate.text(), List.of(place(candidate, passages))));
            }
        }
        return picked;
    }

    private static int place(Candidate candidate, List<Passage> passages) {
        return passages.indexOf(candidate.passage()) + 1;
    }

    private static boolean repeats(Set<String> words, List<Set<String>> said) {
        return said.stream().anyMatch(earlier -> {
            var common = new HashSet<>(words);
            common.retainAll(earlier);
            return common.size() >= 0.9 * Math.max(words.size(), earlier.size());
        });
    }
}
