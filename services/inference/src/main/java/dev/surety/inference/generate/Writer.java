package dev.surety.inference.generate;

import dev.surety.inference.route.Routed;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Writes drafts: in process, or by a model. */
interface Writer {

    /** Statements that answer the question; fails when there are none to be had. */
    Uni<List<Statement>> write(Routed routed);
}
