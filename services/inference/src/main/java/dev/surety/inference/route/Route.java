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
import java.util.Set;

/** Decides whether the evidence carries an answer, and which tiers may write it, in the contract's order. */
@ApplicationScoped
public class Route implements Stage<Found, Routed> {

    private final RouteConfig config;
    private final Reranking reranking;
    private final TierRights rights;

    Route(RouteConfig config, Reranking reranking, TierRights rights) {
        this.config = config;
        this.reranking = reranking;
        this.rights = rights;
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
        var rights = this.rights.of(found);
        var saw = String.format(
                Locale.ROOT,
                "%d sentences, coverage %.2f, similarity %.2f%s%s",
                evidence.sentences().size(),
                evidence.coverage(),
                evidence.similarity(),
                planted(found),
                rights.leftOut().isEmpty() ? "" : ", " + String.join(", ", rights.leftOut()));
        var choice = choice(found, evidence, confidence, rights.allowed());
        return new Routed(found, evidence, confidence, rights.allowed(), choice.plan(), new Note(saw, choice.word(), choice.reason()));
    }

    private Choice choice(Found found, Evidence evidence, double confidence, Set<Tier> allowed) {
        if (evidence.isEmpty() || confidence < config.refuseBelow()) {
            return new Choice(new Plan.Refuse(), "refuse", below(confidence, config.refuseBelow()));
        }
        if (found.question().mode() == AnswerRequest.Mode.SOURCES_ONLY) {
            return Choice.toPointToSources("the caller asked for sources only");
        }
        if (found.granted().priority() != Priority.INTERACTIVE && found.question().acts(BurnAction.SOURCES_ONLY_FOR_LOW_PRIORITY)) {
            found.journal().degrade(Degradation.SOURCES_ONLY_LOW_PRIORITY);
            return Choice.toPointToSources("the error budget burns, and nobody waits");
        }
        if (allowed.isEmpty()) {
            return Choice.toPointToSources("no tier may write about these passages");
        }
        var writers = writers(found, confidence, allowed);
        return writers.isEmpty()
                ? Choice.toPointToSources(below(confidence, config.answerFrom()))
                : new Choice(new Plan.Write(writers), writers.getFirst().label(), enough(confidence, writers.getFirst()));
    }

    /** The first tier of the contract's order that may write and has enough to write from, or the cheapest, and its ladder of fallbacks. */
    private List<Tier> writers(Found found, double confidence, Set<Tier> allowed) {
        var contract = found.question().contract().contract();
        var able = contract.routing().tiers().stream()
                .map(Contract.TierRule::tier)
                .filter(tier -> allowed.contains(tier) && confidence >= config.needed(tier))
                .toList();
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

    /** What to do, the word for it, and why. */
    private record Choice(Plan plan, String word, String reason) {

        static Choice toPointToSources(String reason) {
            return new Choice(new Plan.PointToSources(), "sources-only", reason);
        }
    }
}
