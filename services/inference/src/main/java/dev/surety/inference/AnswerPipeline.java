package dev.surety.inference;

import dev.surety.api.Answer;
import dev.surety.inference.admit.Admission;
import dev.surety.inference.admit.Asked;
import dev.surety.inference.admit.Question;
import dev.surety.inference.authorize.Authorize;
import dev.surety.inference.authorize.Granted;
import dev.surety.inference.generate.Generate;
import dev.surety.inference.recall.Recall;
import dev.surety.inference.recall.Recalled;
import dev.surety.inference.retrieve.Retrieve;
import dev.surety.inference.route.Route;
import dev.surety.inference.route.Routed;
import dev.surety.inference.settle.Closing;
import dev.surety.inference.settle.Settle;
import dev.surety.inference.settle.Settled;
import dev.surety.inference.stage.Stages;
import dev.surety.inference.verify.Checked;
import dev.surety.inference.verify.Verify;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** One question, from admission to settlement. Start reading here. */
@ApplicationScoped
class AnswerPipeline {

    private final Stages stages;
    private final Admission admit;
    private final Authorize authorize;
    private final Recall recall;
    private final Retrieve retrieve;
    private final Route route;
    private final Generate generate;
    private final Verify verify;
    private final Settle settle;

    AnswerPipeline(
            Stages stages,
            Admission admit,
            Authorize authorize,
            Recall recall,
            Retrieve retrieve,
            Route route,
            Generate generate,
            Verify verify,
            Settle settle) {
        this.stages = stages;
        this.admit = admit;
        this.authorize = authorize;
        this.recall = recall;
        this.retrieve = retrieve;
        this.route = route;
        this.generate = generate;
        this.verify = verify;
        this.settle = settle;
    }

    Uni<Answer> answer(Asked asked) {
        return stages.run(admit, asked).chain(question -> admitted(question).onTermination().invoke(question::leave));
    }

    private Uni<Answer> admitted(Question question) {
        return stages.run(authorize, question).chain(this::authorized);
    }

    private Uni<Answer> authorized(Granted granted) {
        return stages.run(recall, granted)
                .chain(recalled -> switch (recalled) {
                    case Recalled.Hit hit -> Uni.createFrom().<Closing>item(new Closing.Reused(hit));
                    case Recalled.Miss miss -> fresh(miss);
                })
                .chain(closing -> stages.run(settle, closing))
                .map(Settled::answer)
                .ifNoItem()
                .after(granted.question().timeLeft())
                .failWith(granted.question()::tooLate)
                .onFailure()
                .call(failure -> settle.recordFailure(granted, failure))
                .onCancellation()
                .call(() -> settle.recordCancellation(granted));
    }

    private Uni<Closing> fresh(Recalled.Miss miss) {
        return stages.run(retrieve, miss)
                .chain(found -> stages.run(route, found))
                .chain(this::written);
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
}
