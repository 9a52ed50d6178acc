package dev.surety.evaluation.run;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.evaluation.ask.TestPeople;
import dev.surety.evaluation.suite.RejectedSuite;
import dev.surety.evaluation.suite.SuiteFile;
import dev.surety.evaluation.suite.Suites;
import dev.surety.grant.Grant;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts runs and knows which are under way. One process of this service carries out all runs. */
@ApplicationScoped
class Runs {

    private static final Logger LOG = Logger.getLogger(Runs.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final Suites suites;
    private final SuiteRun suiteRun;
    private final RunStore store;
    private final TestPeople people;
    private final MeterRegistry meters;
    private final Semaphore places;

    Runs(Suites suites, SuiteRun suiteRun, RunStore store, TestPeople people, MeterRegistry meters, RunConfig config) {
        if (config.mostRunning() < 1) {
            throw new IllegalArgumentException("surety.evaluation.runs.most-running is " + config.mostRunning() + ", it must be at least 1");
        }
        this.suites = suites;
        this.suiteRun = suiteRun;
        this.store = store;
        this.people = people;
        this.meters = meters;
        this.places = new Semaphore(config.mostRunning());
    }

    /** What was under way when the last process ended can't be taken up: half of its answers came from another state of the documents. */
    void abortInterrupted(@Observes StartupEvent started) {
        for (var run : store.running()) {
            store.abort(run);
            LOG.warnf("a run was interrupted by the end of the last process run=%s", run);
        }
    }

    /**
     * Starts a run, unless the caller asked for it before with the same key.
     *
     * @throws ProblemException when there is no such suite, its file breaks a rule, or too much is under way
     */
    EvalRun start(String suiteName, Grant caller, @Nullable String idempotencyKey) {
        var requestedBy = caller.tenant() + "/" + caller.subject();
        var before = askedForBefore(suiteName, requestedBy, idempotencyKey);
        if (before.isPresent()) {
            return before.get();
        }
        var file = suite(suiteName, caller);
        if (!people.areConfigured()) {
            throw new ProblemException(ProblemType.UNAVAILABLE, "no password of test people is configured (SURETY_PERSONAS_PASSWORD)");
        }
        if (!places.tryAcquire()) {
            throw ProblemException.retryable(ProblemType.OVERLOADED, "as many runs as allowed are under way", RETRY_AFTER);
        }
        return begun(file, requestedBy, idempotencyKey);
    }

    private Optional<EvalRun> askedForBefore(String suiteName, String requestedBy, @Nullable String idempotencyKey) {
        var before = Optional.ofNullable(idempotencyKey).flatMap(key -> store.askedForBefore(requestedBy, key));
        if (before.filter(run -> !run.suite().equals(suiteName)).isPresent()) {
            throw ProblemException.invalid("Idempotency-Key", "this key started a run of another suite: use a key once");
        }
        return before;
    }

    /** A run that the caller may see. */
    Optional<EvalRun> find(UUID id, Grant caller) {
        return store.find(id).filter(run -> mayUse(run.tenant(), caller));
    }

    private SuiteFile suite(String name, Grant caller) {
        try {
            return suites.byName(name)
                    .filter(file -> mayUse(file.suite().tenant(), caller))
                    .orElseThrow(() -> ProblemException.invalid("suite", "there is no suite of this name"));
        } catch (RejectedSuite rejected) {
            throw ProblemException.invalid("suite", rejected.getMessage());
        }
    }

    private static boolean mayUse(String tenant, Grant caller) {
        return caller.isService() || (caller.isAuditor() && caller.tenant().equals(tenant));
    }

    private EvalRun begun(SuiteFile file, String requestedBy, @Nullable String idempotencyKey) {
        var isUnderWay = false;
        try {
            var begun = store.begin(file.suite(), file.version(), requestedBy, idempotencyKey);
            begun.ifPresent(run -> Thread.ofVirtual().name("suite-run-" + run.id()).start(() -> carryOut(run, file)));
            isUnderWay = begun.isPresent();
            // Empty when the same request came twice at once and the other one was first.
            return begun.or(() -> askedForBefore(file.suite().name(), requestedBy, idempotencyKey)).orElseThrow();
        } finally {
            if (!isUnderWay) {
                places.release();
            }
        }
    }

    private void carryOut(EvalRun run, SuiteFile file) {
        try {
            suiteRun.carryOut(run.id(), file);
            LOG.infof("run finished run=%s suite=%s", run.id(), run.suite());
            meters.counter("surety.evaluation.runs", "state", "finished").increment();
        } catch (RuntimeException failure) {
            // The edge of the run's thread: nobody above could handle it.
            LOG.errorf(failure, "run aborted run=%s suite=%s", run.id(), run.suite());
            meters.counter("surety.evaluation.runs", "state", "aborted").increment();
            abort(run);
        } finally {
            places.release();
        }
    }

    private void abort(EvalRun run) {
        try {
            store.abort(run.id());
        } catch (RuntimeException databaseIsAway) {
            LOG.errorf("the run stays marked as running until the next start run=%s cause=%s", run.id(), databaseIsAway.toString());
        }
    }
}
