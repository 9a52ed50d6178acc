package dev.surety.evaluation.run;

import dev.surety.evaluation.ask.Interview;
import dev.surety.evaluation.judge.Corpus;
import dev.surety.evaluation.judge.Figures;
import dev.surety.evaluation.judge.Judge;
import dev.surety.evaluation.judge.Verdict;
import dev.surety.evaluation.suite.SuiteFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** One run of a suite, from its questions to the verdict. Start reading here. */
@ApplicationScoped
class SuiteRun {

    private final Interview interview;
    private final CasesAtOnce atOnce;
    private final RunStore runs;
    private final RunEvents events;

    SuiteRun(Interview interview, CasesAtOnce atOnce, RunStore runs, RunEvents events) {
        this.interview = interview;
        this.atOnce = atOnce;
        this.runs = runs;
        this.events = events;
    }

    /** Returns when the run has its verdict. */
    void carryOut(UUID run, SuiteFile file) {
        events.sendSoon();

        var suite = file.suite();
        var judge = new Judge(file.corpus().map(Corpus::new));
        atOnce.each(suite.cases(), (place, one) -> {
            var observed = interview.ask(one);
            runs.add(run, place, judge.judge(one, observed));
        });

        var figures = Figures.of(runs.find(run).orElseThrow().results());
        var verdict = Verdict.of(suite.thresholds(), figures);
        runs.finish(run, verdict.word());

        events.sendSoon();
    }
}
