package dev.surety.edge;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** The Vert.x context that a request runs in: its event loop, and what is kept there for it, such as its span. */
public final class SameContext {

    private SameContext() {}

    /** Computes where nobody waits for the thread, and goes on as {@link #backHere} does. */
    public static <T> Uni<T> apart(Supplier<T> computation) {
        return backHere(Uni.createFrom().item(computation).runSubscriptionOn(Infrastructure.getDefaultWorkerPool()));
    }

    /** Goes on in the context of the caller of this method, on whichever thread the work was done; anywhere when the caller has none. */
    public static <T> Uni<T> backHere(Uni<T> work) {
        var context = Vertx.currentContext();
        return context == null ? work : work.emitOn(step -> context.runOnContext(ignored -> step.run()));
    }
}
