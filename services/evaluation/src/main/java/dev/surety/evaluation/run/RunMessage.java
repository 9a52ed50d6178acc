package dev.surety.evaluation.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.surety.evaluation.judge.CaseResult;
import dev.surety.evaluation.judge.Figures;
import dev.surety.evaluation.judge.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A run as its reader gets it. Figures and checks are of the cases that are done.
 *
 * @param id           of the run
 * @param suite        its name
 * @param suiteVersion content hash of the suite's file
 * @param state        {@code running}, {@code finished} or {@code aborted}
 * @param verdict      {@code passed} or {@code failed}; null until the run is finished
 * @param startedAt    when it began
 * @param finishedAt   when it ended, if it did
 * @param progress     how far it is
 * @param retrieval    what was found, over all cases and for each kind
 * @param generation   what was made of it, over all cases and for each kind
 * @param thresholds   required and reached; empty until the run is finished
 * @param failed       cases against which something is to be said
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record RunMessage(
        UUID id,
        String suite,
        String suiteVersion,
        EvalRun.StateWord state,
        Verdict.@Nullable Word verdict,
        Instant startedAt,
        @Nullable Instant finishedAt,
        Progress progress,
        Side<Figures.Retrieval> retrieval,
        Side<Figures.Generation> generation,
        List<Verdict.Check> thresholds,
        List<FailedCase> failed) {

    static RunMessage of(EvalRun run) {
        var figures = Figures.of(run.results());
        return new RunMessage(
                run.id(),
                run.suite(),
                run.suiteVersion(),
                EvalRun.StateWord.of(run.state()),
                run.state() instanceof EvalRun.State.Finished finished ? finished.verdict() : null,
                run.startedAt(),
                switch (run.state()) {
                    case EvalRun.State.Running running -> null;
                    case EvalRun.State.Finished finished -> finished.at();
                    case EvalRun.State.Aborted aborted -> aborted.at();
                },
                new Progress(run.results().size(), run.cases()),
                new Side<>(figures.retrieval(), byKind(figures, Figures.OfKind::retrieval)),
                new Side<>(figures.generation(), byKind(figures, Figures.OfKind::generation)),
                run.state() instanceof EvalRun.State.Finished ? Verdict.of(run.thresholds(), figures).checks() : List.of(),
                run.results().stream().filter(result -> !result.passed()).map(FailedCase::of).toList());
    }

    private static <T> Map<String, T> byKind(Figures figures, Function<Figures.OfKind, T> side) {
        return figures.byKind().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> side.apply(entry.getValue()), (one, other) -> one, TreeMap::new));
    }

    /**
     * How far a run is.
     *
     * @param done cases that are judged
     * @param of   all cases
     */
    record Progress(int done, int of) {}

    /**
     * One side of the figures.
     *
     * @param all    over all cases
     * @param byKind for each kind, by its label
     */
    record Side<T>(T all, Map<String, T> byKind) {}

    /**
     * A case against which something is to be said.
     *
     * @param id         of the case
     * @param kind       of the case
     * @param askAs      who asked
     * @param requestId  of the request; its answer record shows what happened
     * @param outcome    label of the outcome
     * @param retrieval  what is wrong with what was found
     * @param generation what is wrong with what was made of it
     */
    record FailedCase(
            String id, String kind, String askAs, @Nullable String requestId, String outcome, List<String> retrieval, List<String> generation) {

        static FailedCase of(CaseResult result) {
            return new FailedCase(
                    result.caseId(),
                    result.kind().label(),
                    result.askAs(),
                    result.requestId(),
                    result.outcome(),
                    result.retrieval().reasons(),
                    result.generation().reasons());
        }
    }
}
