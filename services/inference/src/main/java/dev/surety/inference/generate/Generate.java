package dev.surety.inference.generate;

import dev.surety.contract.BurnAction;
import dev.surety.contract.Degradation;
import dev.surety.contract.Tier;
import dev.surety.inference.route.Plan;
import dev.surety.inference.route.RouteConfig;
import dev.surety.inference.route.Routed;
import dev.surety.inference.stage.Note;
import dev.surety.inference.stage.Stage;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Does the first step of the plan. */
@ApplicationScoped
public class Generate implements Stage<Routed, Draft> {

    private final Tiers tiers;
    private final RouteConfig config;

    Generate(Tiers tiers, RouteConfig config) {
        this.tiers = tiers;
        this.config = config;
    }

    @Override
    public String name() {
        return "generate";
    }

    @Override
    public Uni<Draft> run(Routed routed) {
        return switch (routed.plan()) {
            case Plan.Write write -> write(routed, write.tiers().getFirst());
            case Plan.PointToSources point -> Uni.createFrom().item(new Draft.Sources(routed, new Note("", "sources-only", "by plan")));
            case Plan.Refuse refuse -> Uni.createFrom().item(new Draft.Refusal(routed, new Note("", "refusal", "by plan")));
        };
    }

    private Uni<Draft> write(Routed routed, Tier tier) {
        if (routed.question().acts(BurnAction.SHORTEN_ANSWERS)) {
            routed.journal().degrade(Degradation.SHORTER_ANSWERS);
        }
        return tiers.writer(tier)
                .write(routed)
                .<Draft>map(statements -> written(routed, tier, statements))
                .onFailure(WriterFailed.class)
                .recoverWithItem(failure -> failed(routed, tier, (WriterFailed) failure));
    }

    private static Draft written(Routed routed, Tier tier, List<Statement> statements) {
        return new Draft.Written(routed, tier, statements, new Note(
                routed.evidence().sentences().size() + " sentences", tier.label(), statements.size() + " statements"));
    }

    private Draft failed(Routed routed, Tier tier, WriterFailed failure) {
        var note = new Note("", tier.label() + "-" + failure.decision(), failure.getMessage());
        routed.journal().degrade(failure.mode());
        return switch (failure.next()) {
            case LADDER -> new Draft.Failed(routed, tier, note);
            case EXTRACTIVE -> new Draft.Failed(canQuote(routed) ? routed.then(Tier.EXTRACTIVE) : routed, tier, note);
            case SOURCES -> new Draft.Sources(routed.pointingToSources(), note);
        };
    }

    private boolean canQuote(Routed routed) {
        return routed.confidence() >= config.needed(Tier.EXTRACTIVE);
    }
}
