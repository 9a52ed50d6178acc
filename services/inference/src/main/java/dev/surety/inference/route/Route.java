package dev.surety.inference.route;

import dev.surety.api.AnswerRequest;
import dev.surety.contract.BurnAction;
import dev.surety.contract.Contract;
import dev.surety.contract.Degradation;
import dev.surety.contract.Tier;
import dev.surety.inference.retrieve.Found;
import dev.surety.inference.stage.Note;
import dev.surety.inference.stage.Stage;
import dev.surety.request.Priority;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Decides whether the evidence carries an answer, and which tiers may write it, in the contract's order. */
@ApplicationScoped
public class Route implements Stage<Found, Routed> {

    private final RouteConfig config;
    private final Reranking reranking;
    private final UsableTiers tiers;

    Route(RouteConfig config, Reranking reranking, UsableTiers tiers) {
        this.config = config;
        this.reranking = reranking;
        this.tiers = tiers;
    }

    @Override
    public String name() {
        return "route";
    }

    @Override
    public Uni<Routed> run(Found found) {
        return Uni.createFrom()
                .item(() -> Evidence.of(found.question().text(), found.passages()))
                .chain(byWords -> reranking.of(found, byWords))
                .map(evidence -> route(found, evidence));
    }

    private Routed route(Found found, Evidence evidence) {
        var confidence = confidence(evidence);
        var saw = String.format(
                Locale.ROOT,
                "%d sentences, coverage %.2f, similarity %.2f%s",
                evidence.sentences().size(),
                evidence.coverage(),
                evidence.similarity(),
                planted(found));
        if (evidence.isEmpty() || confidence < config.refuseBelow()) {
            return new Routed(found, evidence, confidence, new Plan.Refuse(), new Note(saw, "refuse", below(confidence, config.refuseBelow())));
        }
        if (found.question().mode() == AnswerRequest.Mode.SOURCES_ONLY) {
            return new Routed(found, evidence, confidence, new Plan.PointToSources(), new Note(saw, "sources-only", "the caller asked for sources only"));
        }
        if (found.granted().priority() != Priority.INTERACTIVE && found.question().acts(BurnAction.SOURCES_ONLY_FOR_LOW_PRIORITY)) {
            found.journal().degrade(Degradation.SOURCES_ONLY_LOW_PRIORITY);
            return new Routed(found, evidence, confidence, new Plan.PointToSources(), new Note(saw, "sources-only", "the error budget burns, and nobody waits"));
        }
        var writers = writers(found, confidence);
        return writers.isEmpty()
                ? new Routed(found, evidence, confidence, new Plan.PointToSources(), new Note(saw, "sources-only", below(confidence, config.answerFrom())))
                : new Routed(found, evidence, confidence, new Plan.Write(writers), new Note(saw, writers.getFirst().label(), enough(confidence, writers.getFirst())));
    }

    /** The first tier of the contract's order that can write and has enough to write from, or the cheapest, and its ladder of fallbacks. */
    private List<Tier> writers(Found found, double confidence) {
        var contract = found.question().contract().contract();
        var able = contract.routing().tiers().stream().map(Contract.TierRule::tier).filter(tier -> canWrite(tier, contract, confidence)).toList();
        if (able.isEmpty()) {
            return able;
        }
        return contract.routing().ladder(first(found, able)).stream().filter(able::contains).toList();
    }

    private static Tier first(Found found, List<Tier> able) {
        var cheapest = Collections.min(able);
        if (cheapest == able.getFirst() || !found.question().acts(BurnAction.PREFER_CHEAPER_TIER)) {
            return able.getFirst();
        }
        found.journal().degrade(Degradation.CHEAPER_TIER);
        return cheapest;
    }

    private boolean canWrite(Tier tier, Contract contract, double confidence) {
        return tiers.usable(tier, contract) && confidence >= config.needed(tier);
    }

    private static String planted(Found found) {
        var paragraphs = found.passages().stream().mapToLong(passage -> Sentences.planted(passage.text())).sum();
        return paragraphs == 0 ? "" : ", " + paragraphs + " paragraphs with planted instructions left out";
    }

    private String enough(double confidence, Tier tier) {
        return String.format(Locale.ROOT, "%s: confidence %.2f, need %.2f", tier.label(), confidence, config.needed(tier));
    }

    /** Words and vectors err in different places; half of each. */
    private double confidence(Evidence evidence) {
        var similarity = Math.clamp(
                (evidence.similarity() - config.similarityFloor()) / (config.similarityCeiling() - config.similarityFloor()), 0, 1);
        return (evidence.coverage() + similarity) / 2;
    }

    private static String below(double confidence, double needed) {
        return String.format(Locale.ROOT, "confidence %.2f is below %.2f", confidence, needed);
    }
}
