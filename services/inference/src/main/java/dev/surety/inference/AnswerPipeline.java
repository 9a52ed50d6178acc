package dev.surety.inference;

import dev.surety.api.Answer;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.Degradation;
import dev.surety.contract.SliceName;
import dev.surety.inference.admit.Admission;
import dev.surety.inference.admit.Asked;
import dev.surety.inference.admit.Question;
import dev.surety.inference.authorize.Authorize;
import dev.surety.inference.authorize.Granted;
import dev.surety.inference.generate.Generate;
import dev.surety.inference.permit.Permit;
import dev.surety.inference.permit.Permitted;
import dev.surety.inference.recall.Recall;
import dev.surety.inference.recall.Recalled;
import dev.surety.inference.recall.UnderWay;
import dev.surety.inference.retrieve.Retrieve;
import dev.surety.inference.route.Plan;
import dev.surety.inference.route.Route;
import dev.surety.inference.route.Routed;
import dev.surety.inference.settle.Closing;
import dev.surety.inference.settle.Settle;
import dev.surety.inference.settle.Settled;
import dev.surety.inference.stage.Stages;
import dev.surety.inference.verify.Checked;
import dev.surety.inference.verify.Verify;
import dev.surety.slo.Enforcement;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** One question, from admission to settlement. Start reading here. */
@ApplicationScoped
class AnswerPipeline {

    private final Enforcement enforcement;
    private final Stages stages;
    private final Admission admit;
    private final Authorize authorize;
    private final Permit permit;
    private final Recall recall;
    private final UnderWay underWay;
    private final Retrieve retrieve;
    private final Route route;
    private final Generate generate;
    private final Verify verify;
    private final Settle settle;

    AnswerPipeline(
            Enforcement enforcement,
            Stages stages,
            Admission admit,
            Authorize authorize,
            Permit permit,
            Recall recall,
            UnderWay underWay,
            Retrieve retrieve,
            Route route,
            Generate generate,
            Verify verify,
            Settle settle) {
        this.enforcement = enforcement;
        this.stages = stages;
        this.admit = admit;
        this.authorize = authorize;
        this.permit = permit;
        this.recall = recall;
        this.underWay = underWay;
        this.retrieve = retrieve;
        this.route = route;
        this.generate = generate;
        this.verify = verify;
        this.settle = settle;
    }

    Uni<Answer> answer(Asked asked) {
        var asker = new AtomicReference<Granted>();
        return enforcement
                .answer()
                .run(
                        asked.call(),
                        deadline -> stages.run(admit, asked).chain(question -> admitted(question, asker)),
                        AnswerPipeline::modes,
                        AnswerPipeline::isFresh)
                .onFailure()
                .call(failure -> ifKnown(asker, granted -> settle.recordFailure(granted, failure)))
                .onCancellation()
                .call(() -> ifKnown(asker, settle::recordCancellation));
    }

    /** Once more from the grant on, when another service heard before this one that the asker's rights have changed; nothing of the answer was sent by then. */
    private Uni<Answer> admitted(Question question, AtomicReference<Granted> asker) {
        return stages.run(authorize, question)
                .invoke(asker::set)
                .chain(this::authorized)
                .onFailure(AnswerPipeline::isOutdated)
                .invoke(() -> authorize.forget(asker.get()))
                .onFailure(AnswerPipeline::isOutdated)
                .retry()
                .atMost(1)
                .onFailure(AnswerPipeline::isOutdated)
                .transform(Authorize::unsettled);
    }

    private static boolean isOutdated(Throwable failure) {
        return failure instanceof ProblemException problem && problem.type() == ProblemType.GRANT_OUTDATED;
    }

    private Uni<Answer> authorized(Granted granted) {
        return stages.run(permit, granted)
                .chain(permitted -> switch (permitted) {
                    case Permitted.Allowed allowed -> permitted(allowed.granted());
                    case Permitted.Refused refused -> Uni.createFrom().<Closing>item(new Closing.Refused(refused));
                })
                .chain(closing -> stages.run(settle, closing))
                .map(Settled::answer)
                .onTermination()
                .invoke(() -> underWay.over(granted.journal()));
    }

    private Uni<Closing> permitted(Granted granted) {
        return stages.run(recall, granted)
                .chain(recalled -> switch (recalled) {
                    case Recalled.Hit hit -> Uni.createFrom().<Closing>item(new Closing.Reused(hit));
                    case Recalled.Miss miss -> fresh(miss);
                });
    }

    private Uni<Closing> fresh(Recalled.Miss miss) {
        return stages.run(retrieve, miss)
                .chain(found -> stages.run(route, found))
                .chain(this::attempted);
    }

    /** All attempts to write are one request of their slice; where nobody is to write, there is none. */
    private Uni<Closing> attempted(Routed routed) {
        return routed.plan() instanceof Plan.Write ? stages.counted(SliceName.GENERATE, routed.journal(), () -> written(routed)) : written(routed);
    }

    /** Tries what the route planned, cheapest first, until something holds; the plan always ends with a step that does. */
    private Uni<Closing> written(Routed routed) {
        return stages.run(generate, routed)
                .chain(draft -> stages.run(verify, draft))
                .chain(checked -> switch (checked) {
                    case Checked.Holds holds -> Uni.createFrom().<Closing>item(new Closing.Fresh(holds));
                    case Checked.Falls falls -> written(falls.next());
                });
    }

    /** Who was never identified leaves no record: there is nobody who may read it. */
    private static Uni<Void> ifKnown(AtomicReference<Granted> asker, Function<Granted, Uni<Void>> record) {
        var granted = asker.get();
        return granted == null ? Uni.createFrom().voidItem() : record.apply(granted);
    }

    private static List<Degradation> modes(Answer answer) {
        return answer.degraded().stream().map(Degradation::of).toList();
    }

    /** An answer from the cache, or one that nothing was looked up for, takes so little that the limit would take every other one for a queue. */
    private static boolean isFresh(Answer answer) {
        return answer.cache().equals("none") && !answer.indexRelease().isEmpty();
    }
}
