package dev.surety.retrieval.fuse;

import dev.surety.api.Passage;
import dev.surety.retrieval.engine.Hit;
import dev.surety.retrieval.engine.Hits;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fuses the two halves' rankings and keeps any one document from filling the result. */
@ApplicationScoped
public class Fusion {

    private final FusionConfig config;

    Fusion(FusionConfig config) {
        this.config = config;
    }

    /** Best first, at most {@code k}. */
    public List<Fused> fuse(Hits hits, int k) {
        var lexical = scores(hits.lexical());
        var vector = scores(hits.vector());
        var lexicalShare = shares(hits.lexical());
        var vectorShare = shares(hits.vector());
        // When one half found nothing or did not run, the other one's order is all there is.
        var weight = hits.vector().isEmpty() ? 0 : hits.lexical().isEmpty() ? 1 : config.vectorWeight();
        return byId(hits).values().stream()
                .map(hit -> new Fused(hit, new Passage.Scores(
                        lexical.get(hit.id()),
                        vector.get(hit.id()),
                        (1 - weight) * lexicalShare.getOrDefault(hit.id(), 0.0) + weight * vectorShare.getOrDefault(hit.id(), 0.0),
                        null)))
                .sorted(Comparator.comparingDouble((Fused fused) -> -fused.scores().fused()).thenComparing(fused -> fused.hit().id()))
                .collect(ArrayList<Fused>::new, new Diverse(k)::add, ArrayList::addAll);
    }

    private static Map<String, Hit> byId(Hits hits) {
        var byId = new LinkedHashMap<String, Hit>();
        hits.lexical().forEach(hit -> byId.put(hit.id(), hit));
        hits.vector().forEach(hit -> byId.putIfAbsent(hit.id(), hit));
        return byId;
    }

    private static Map<String, Double> scores(List<Hit> hits) {
        var scores = new HashMap<String, Double>();
        hits.forEach(hit -> scores.put(hit.id(), hit.score()));
        return scores;
    }

    /** Each hit's share of the best possible, 0 to 1. */
    private Map<String, Double> shares(List<Hit> hits) {
        var shares = new HashMap<String, Double>();
        if (hits.isEmpty()) {
            return shares;
        }
        switch (config.method()) {
            case WEIGHTED -> {
                var best = hits.getFirst().score();
                var least = hits.getLast().score();
                hits.forEach(hit -> shares.put(hit.id(), best == least ? 1.0 : (hit.score() - least) / (best - least)));
            }
            case RANK -> {
                var first = 1.0 / (config.rankConstant() + 1);
                for (var rank = 1; rank <= hits.size(); rank++) {
                    shares.put(hits.get(rank - 1).id(), 1.0 / (config.rankConstant() + rank) / first);
                }
            }
        }
        return shares;
    }

    /** Takes hits, best first, until there are enough, and not too many of one document. */
    private final class Diverse {

        private final int k;
        private final Map<String, Integer> ofDocument = new HashMap<>();

        Diverse(int k) {
            this.k = k;
        }

        void add(List<Fused> taken, Fused next) {
            if (taken.size() < k && ofDocument.merge(next.hit().chunk().documentId(), 1, Integer::sum) <= config.perDocument()) {
                taken.add(next);
            }
        }
    }
}
