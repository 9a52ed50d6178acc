package dev.surety.local.stack;

import dev.surety.local.process.Part;
import dev.surety.local.process.PartFailure;
import dev.surety.local.process.PartStarter;
import dev.surety.local.process.PartStopper;
import dev.surety.local.process.RunFile;
import dev.surety.local.state.StateFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From whatever runs now to a running stack. Start reading here. */
final class StackStart {

    private final PartStarter starter;
    private final PartStopper stopper;
    private final PrintWriter out;
    private final SideBySide sideBySide;

    StackStart(StateFolder state, PrintWriter out) {
        this.starter = new PartStarter(state);
        this.stopper = new PartStopper(state);
        this.out = out;
        this.sideBySide = new SideBySide(starter, stopper, out);
    }

    /**
     * What is to happen.
     *
     * @param keep  runs, answers, and is made of what we would start
     * @param renew runs, but is not what we would start, or does not answer
     * @param start does not run
     */
    private record Plan(List<Part> keep, List<Part> renew, List<Part> start) {}

    /**
     * Makes all these parts run.
     *
     * @param parts those that others need first
     * @throws PartFailure naming the first part that failed; nothing this call started is left running
     */
    void run(List<Part> parts) throws IOException, InterruptedException {
        Plan plan = plan(parts);
        plan.start().forEach(starter::requireFreePorts);
        for (Part part : plan.renew().reversed()) {
            out.printf("  %-16s stopped first: it changed, or does not answer%n", part.name());
            stopper.stop(part.name());
        }
        List<Part> missing = parts.stream().filter(part -> !plan.keep().contains(part)).toList();
        if (missing.isEmpty()) {
            out.println("Every part runs already.");
            return;
        }
        if (!plan.keep().isEmpty()) {
            out.println("Left alone, as nothing changed: " + String.join(" ", plan.keep().stream().map(Part::name).toList()));
        }
        sideBySide.start(missing);
    }

    private Plan plan(List<Part> parts) throws IOException {
        var plan = new Plan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Part part : parts) {
            // Asked for all before anything starts: a missing build result is known at once, not after half the stack runs.
            part.launch();
            Optional<RunFile> run = starter.running(part.name());
            if (run.isEmpty()) {
                plan.start().add(part);
            } else if (run.get().isReady() && part.ready() && starter.isCurrent(part, run.get())) {
                plan.keep().add(part);
            } else {
                plan.renew().add(part);
            }
        }
        return plan;
    }
}
