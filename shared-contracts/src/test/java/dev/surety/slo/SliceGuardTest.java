package dev.surety.slo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.burn.Counts;
import dev.surety.contract.Degradation;
import dev.surety.contract.SliceName;
import dev.surety.request.Priority;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Target 100 ms, time-out 400 ms, 10 places. */
class SliceGuardTest {

    private static final int LONG = 60_000;

    private final AnEnforcement world = new AnEnforcement();
    private final VirtualTime time = world.time;
    private final SliceGuard guard = world.enforcement.guard(SliceName.RETRIEVE);

    @Test
    void whatIsDoneInTimeIsGood() {
        var call = start(call(LONG), 100);

        time.passMillis(100);

        assertEquals("done", call.assertCompleted().getItem());
        assertEquals(Map.of("good", 1.0), results());
        assertEquals(new Counts(1, 0, 0), window());
    }

    @Test
    void partsOfARequestThatIsCountedAsAWholeAreGuardedAndNotCounted() {
        var parts = world.enforcement.uncounted(SliceName.GENERATE);

        var held = IntStream.range(0, 20)
                .mapToObj(part -> parts.run(call(LONG), () -> time.after(10, "part")).subscribe().withSubscriber(UniAssertSubscriber.create()))
                .toList();
        time.passMillis(10);

        assertEquals(16, held.stream().filter(part -> part.getItem() != null).count());
        assertEquals(4, world.meters.get("surety.slice.refused").tags("objective", "generate", "reason", "limit", "priority", "interactive").counter().count());
        Stream.of(Result.values()).forEach(result -> assertEquals(0, world.counted("generate", result)));
    }

    @Test
    void whatTakesLongerThanTheTargetIsLate() {
        var call = start(call(LONG), 101);

        time.passMillis(101);

        call.assertCompleted();
        assertEquals(Map.of("late", 1.0), results());
        assertEquals(new Counts(1, 0, 1), window());
    }

    @Test
    void whatTakesLongerThanTheTimeOutIsTheSlicesFailure() {
        var call = start(call(LONG), 500);

        time.passMillis(400);

        var problem = problem(call);
        assertEquals(ProblemType.RETRIEVAL_UNAVAILABLE, problem.type());
        assertEquals("retrieve was not done within its 400 ms", problem.getMessage());
        assertEquals(Map.of("failed", 1.0), results());
        assertEquals(new Counts(1, 1, 0), window());
    }

    @Test
    void callersOwnShorterDeadlineIsNotHeldAgainstTheSlice() {
        var call = start(call(60), 500);

        time.passMillis(60);

        assertEquals(ProblemType.DEADLINE_EXCEEDED, problem(call).type());
        assertEquals(Map.of("excluded", 1.0), results());
        assertEquals(Counts.NONE, window());
    }

    @Test
    void deadlineThatLeftAsMuchAsTheTargetIs() {
        var call = start(call(100), 500);

        time.passMillis(100);

        assertEquals(ProblemType.DEADLINE_EXCEEDED, problem(call).type());
        assertEquals(Map.of("failed", 1.0), results());
    }

    @Test
    void workThatRunsOutOfTimeByItselfIsLateTheSameWay() {
        var call = guard.run(
                        call(LONG), deadline -> time.after(LONG, "done").ifNoItem().after(Duration.ofMillis(399)).on(time).fail(), done -> List.of())
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());

        time.passMillis(400);

        assertEquals(ProblemType.RETRIEVAL_UNAVAILABLE, problem(call).type());
    }

    @Test
    void workIsToldHowMuchTimeItHas() {
        var left = new ArrayList<Duration>();

        Stream.of(250, LONG).forEach(budget -> guard.run(
                        call(budget), deadline -> Uni.createFrom().item(left.add(deadline.left())), done -> List.of())
                .await()
                .indefinitely());

        assertEquals(List.of(Duration.ofMillis(250), Duration.ofMillis(400)), left);
    }

    @Test
    void whatCantBeMadeIsRefusedAtOnce() {
        done(80);
        probeIsSpent();

        var call = start(call(79), 1);

        assertEquals("retrieve takes at least 80 ms, and 79 ms are left", problem(call).getMessage());
        assertEquals(ProblemType.DEADLINE_EXCEEDED, problem(call).type());
        assertEquals(1, world.refused("deadline", Priority.INTERACTIVE));
    }

    @Test
    void deadlineThatPassedIsRefusedWithoutWork() {
        var call = start(call(0), 1);

        assertEquals("the deadline had passed when retrieve was to begin", problem(call).getMessage());
        assertEquals(Map.of("excluded", 1.0), results());
        assertEquals(0, time.waiting());
    }

    @Test
    void nothingIsRefusedWhileNothingIsKnown() {
        var call = start(call(1), 1);

        time.passMillis(1);

        assertTrue(call.getFailure() != null || call.getItem() != null);
        assertEquals(0, world.refused("deadline", Priority.INTERACTIVE));
    }

    @Test
    void somebodyFindsOutThatASlowSpellIsOver() {
        done(90);
        probeIsSpent();
        time.passMillis(1_000);

        var probe = start(call(50), 10);
        time.passMillis(10);
        var next = start(call(50), 10);
        time.passMillis(10);

        probe.assertCompleted();
        next.assertCompleted();
    }

    @Test
    void oldTimesAreForgotten() {
        done(90);
        probeIsSpent();
        time.passMillis(10_000);

        for (var round = 0; round < 3; round++) {
            start(call(50), 200);
        }

        assertEquals(0, world.refused("deadline", Priority.INTERACTIVE));
    }

    @Test
    void interactiveRequestsHaveAllThePlaces() {
        var calls = IntStream.range(0, 11).mapToObj(index -> start(call(LONG), 50)).toList();

        time.passMillis(50);

        var problem = problem(calls.getLast());
        calls.subList(0, 10).forEach(UniAssertSubscriber::assertCompleted);
        assertEquals(ProblemType.OVERLOADED, problem.type());
        assertEquals("retrieve", problem.limit().orElseThrow());
        assertEquals(Duration.ofSeconds(1), problem.retryAfter().orElseThrow());
        assertEquals(Map.of("good", 10.0, "failed", 1.0), results());
        assertEquals(1, world.refused("limit", Priority.INTERACTIVE));
    }

    @Test
    void lessUrgentOnesHaveAShareAndWhoIsTurnedAwayDoesNotCount() {
        var bulk = IntStream.range(0, 7).mapToObj(index -> start(call(LONG, Priority.BULK), 50)).toList();
        var evaluation = IntStream.range(0, 5).mapToObj(index -> start(call(LONG, Priority.EVALUATION), 50)).toList();
        var interactive = IntStream.range(0, 3).mapToObj(index -> start(call(LONG), 50)).toList();

        time.passMillis(50);

        assertEquals(List.of(5L, 3L, 2L), Stream.of(bulk, evaluation, interactive).map(SliceGuardTest::completed).toList());
        assertEquals(Map.of("good", 7.0, "excluded", 7.0, "failed", 1.0), results());
    }

    @Test
    void whatSuitesAndProbesMeetSaysNothingAboutUsers() {
        start(call(LONG, Priority.EVALUATION), 10);
        start(call(LONG, Priority.EVALUATION), 300);
        guard.run(call(LONG, Priority.EVALUATION), () -> Uni.createFrom().<String>failure(new IllegalStateException("broken")))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        start(call(0, Priority.EVALUATION), 10);
        start(call(LONG, Priority.EVALUATION), 1_000);

        time.passMillis(400);

        assertEquals(Map.of("excluded", 5.0), results());
        assertEquals(new Counts(0, 0, 0), window());
    }

    @Test
    void placesComeBackHoweverACallEnds() {
        for (var round = 0; round < 20; round++) {
            done(10);
            fail(new IllegalStateException("broken"));
            start(call(LONG), 1_000);
            time.passMillis(400);
            start(call(LONG), 1_000).cancel();
            guard.run(call(LONG), () -> {
                throw new IllegalStateException("broken before it began");
            }).subscribe().withSubscriber(UniAssertSubscriber.create());
        }

        assertEquals(0, world.meters.get("surety.slice.in.flight").tag("objective", "retrieve").gauge().value());
    }

    @Test
    void noTimerOutlivesItsCall() {
        for (var round = 0; round < 100; round++) {
            guard.run(call(LONG), () -> Uni.createFrom().item("done")).await().indefinitely();
        }

        assertEquals(0, time.waiting());
    }

    @Test
    void whatWasCancelledDoesNotCount() {
        start(call(LONG), 50).cancel();

        assertEquals(Map.of("excluded", 1.0), results());
    }

    @Test
    void callerWhoWentAfterTheTargetHadWaitedForTooLong() {
        Stream.of(100, 101, 399).forEach(waited -> {
            var call = start(call(LONG), 1_000);
            time.passMillis(waited);
            call.cancel();
        });

        assertEquals(Map.of("excluded", 1.0, "late", 2.0), results());
        assertEquals(new Counts(2, 0, 2), window());
    }

    @Test
    void callerWhoWentAtTheTimeOutWasFailed() {
        // The timer is late: the caller goes first.
        guard.run(call(LONG), () -> Uni.createFrom().<String>emitter(emitter -> time.moveOn(Duration.ofMillis(400))))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .cancel();

        assertEquals(Map.of("failed", 1.0), results());
    }

    @Test
    void missingTheUsualDeadlineIsLateHoweverLittleOfItHadPassed() {
        var usual = call(LONG).byUsual(time.in(2_500));
        var chosen = call(2_500);
        time.pass(Duration.ofNanos(3_000));

        var calls = Stream.of(usual, chosen)
                .map(call -> world.enforcement.answer().run(call, () -> time.after(LONG, "done")).subscribe().withSubscriber(UniAssertSubscriber.create()))
                .toList();
        time.passMillis(2_500);

        calls.forEach(call -> assertEquals(ProblemType.DEADLINE_EXCEEDED, problem(call).type()));
        assertEquals(1, world.counted("answer", Result.LATE));
        assertEquals(1, world.counted("answer", Result.EXCLUDED));
        assertEquals(new Counts(1, 0, 1), world.windows.between("answer", time.now().minusSeconds(60), time.now().plusSeconds(60)));
    }

    @Test
    void usualDeadlineThatPassedBeforeTheWorkBeganIsLateToo() {
        var usual = call(LONG).byUsual(time.in(2_500)).as(Priority.BULK).andAgain();
        time.passMillis(2_500);

        var call = world.enforcement.answer().run(usual, () -> Uni.createFrom().item("done")).subscribe().withSubscriber(UniAssertSubscriber.create());

        assertEquals(ProblemType.DEADLINE_EXCEEDED, problem(call).type());
        assertEquals(1, world.counted("answer", Result.LATE));
    }

    @Test
    void sliceThatGotLittleOfTheUsualDeadlineIsNotToBlame() {
        var call = start(call(LONG).byUsual(time.in(60)), 500);

        time.passMillis(60);

        assertEquals(ProblemType.DEADLINE_EXCEEDED, problem(call).type());
        assertEquals(Map.of("excluded", 1.0), results());
    }

    @Test
    void whatIsShedInsideTheWorkDoesNotKeepTheBudgetBurning() {
        fail(ProblemException.overloaded("generate", "the error budget burns", Duration.ofSeconds(5), Degradation.LOAD_SHED));

        assertEquals(Map.of("excluded", 1.0), results());
        assertEquals(Counts.NONE, window());
    }

    @ParameterizedTest
    @EnumSource(
            value = ProblemType.class,
            names = {"INVALID_REQUEST", "UNAUTHENTICATED", "FORBIDDEN", "NOT_FOUND", "TOO_LARGE"})
    void callersFaultDoesNotCount(ProblemType theirs) {
        fail(new ProblemException(theirs, "no"));

        assertEquals(Map.of("excluded", 1.0), results());
    }

    @ParameterizedTest
    @EnumSource(
            value = ProblemType.class,
            names = {"INTERNAL", "UNAVAILABLE", "IDENTITY_UNAVAILABLE", "RETRIEVAL_UNAVAILABLE", "OVERLOADED", "DEADLINE_EXCEEDED"})
    void oursIsAFailure(ProblemType ours) {
        fail(new ProblemException(ours, "no"));

        assertEquals(Map.of("failed", 1.0), results());
    }

    @Test
    void modeThatCountsAsBadIsAFailure() {
        world.countAsBad("lexical-only");

        guard.run(call(LONG), deadline -> Uni.createFrom().item("done"), done -> List.of(Degradation.LEXICAL_ONLY)).await().indefinitely();
        guard.run(call(LONG), deadline -> Uni.createFrom().item("done"), done -> List.of(Degradation.TIER_FALLBACK)).await().indefinitely();

        assertEquals(Map.of("failed", 1.0, "good", 1.0), results());
        world.windows.closeAll();
        assertEquals(1L, world.windows.next().orElseThrow().degraded());
    }

    @Test
    void priorityThatIsShedGetsItsReasonAndItsMode() {
        world.shed.add(Priority.BULK);

        var bulk = problem(start(call(LONG, Priority.BULK), 1));
        var interactive = start(call(LONG), 1);
        time.passMillis(1);

        interactive.assertCompleted();
        assertEquals("the error budget burns", bulk.getMessage());
        assertEquals(Degradation.LOAD_SHED, bulk.degraded().orElseThrow());
        assertEquals(Duration.ofSeconds(5), bulk.retryAfter().orElseThrow());
        assertEquals(Map.of("excluded", 1.0, "good", 1.0), results());
        assertEquals(1, world.refused("shed", Priority.BULK));
    }

    @Test
    void whatIsNoRequestOfTheSliceIsShedWithItAndNotCounted() {
        world.shed.add(Priority.BULK);

        var bulk = guard.unlessShed(call(LONG, Priority.BULK), () -> Uni.createFrom().item("done"))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        var interactive = guard.unlessShed(call(LONG), () -> Uni.createFrom().item("done")).await().indefinitely();

        assertEquals("done", interactive);
        assertEquals(ProblemType.OVERLOADED, problem(bulk).type());
        assertEquals(Map.of(), results());
    }

    @Test
    void transientFailureOfWhatMayBeRepeatedIsRetriedOnce() {
        var attempts = new AtomicInteger();

        var call = guard.run(call(LONG).andAgain(), () -> attempts.incrementAndGet() == 1 ? unavailable() : Uni.createFrom().item("done"))
                .await()
                .indefinitely();

        assertEquals("done", call);
        assertEquals(2, attempts.get());
        assertEquals(Map.of("good", 1.0), results());
    }

    @Test
    void nothingElseIsRetried() {
        done(200);
        var attempts = new AtomicInteger();

        for (var failure : List.of(
                new ProblemException(ProblemType.FORBIDDEN, "no"),
                new ProblemException(ProblemType.OVERLOADED, "no"),
                new ProblemException(ProblemType.DEADLINE_EXCEEDED, "no"),
                new IllegalStateException("nobody knows what this did"))) {
            guard.run(call(LONG).andAgain(), () -> counting(attempts, failure)).subscribe().withSubscriber(UniAssertSubscriber.create());
        }
        guard.run(call(LONG), () -> counting(attempts, new ProblemException(ProblemType.UNAVAILABLE, "no")))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        // Less is left than it usually takes.
        guard.run(call(200).andAgain(), () -> counting(attempts, new ProblemException(ProblemType.UNAVAILABLE, "no")))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());

        assertEquals(6, attempts.get());
    }

    @Test
    void retriesStayWithinATenthOfTheRequests() {
        var other = new AnEnforcement(AnEnforcement.withoutFreeRetries());
        var attempts = new AtomicInteger();

        for (var request = 0; request < 1_000; request++) {
            other.enforcement
                    .guard(SliceName.RETRIEVE)
                    .run(
                            SliceCall.once(other.time.in(LONG), Priority.INTERACTIVE).andAgain(),
                            () -> counting(attempts, new ProblemException(ProblemType.UNAVAILABLE, "no")))
                    .subscribe()
                    .withSubscriber(UniAssertSubscriber.create());
        }

        assertEquals(1_100, attempts.get());
    }

    @Test
    void whoIsTurnedAwayEarnsNobodyARetry() {
        var other = new AnEnforcement(AnEnforcement.withoutFreeRetries());
        var busy = other.enforcement.guard(SliceName.RETRIEVE);
        other.shed.add(Priority.BULK);
        var attempts = new AtomicInteger();

        IntStream.range(0, 100).forEach(request -> Stream.of(other.time.in(LONG), other.time.in(0)).forEach(deadline -> busy.run(
                        SliceCall.once(deadline, Priority.BULK), () -> Uni.createFrom().item("done"))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())));
        busy.run(
                        SliceCall.once(other.time.in(LONG), Priority.INTERACTIVE).andAgain(),
                        () -> counting(attempts, new ProblemException(ProblemType.UNAVAILABLE, "no")))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());

        assertEquals(1, attempts.get());
    }

    @Test
    void whoOnlyCountsShedsNothingBesideTheSliceEither() {
        var counting = new AnEnforcement(AnEnforcement.onlyCounting());
        counting.shed.add(Priority.BULK);

        var done = counting.enforcement
                .guard(SliceName.RETRIEVE)
                .unlessShed(SliceCall.once(counting.time.in(LONG), Priority.BULK), () -> Uni.createFrom().item("done"))
                .await()
                .indefinitely();

        assertEquals("done", done);
    }

    @Test
    void whoOnlyCountsTurnsNobodyAway() {
        var counting = new AnEnforcement(AnEnforcement.onlyCounting());
        counting.shed.add(Priority.BULK);

        var calls = IntStream.range(0, 30)
                .mapToObj(index -> counting.enforcement
                        .guard(SliceName.RETRIEVE)
                        .run(SliceCall.once(counting.time.in(LONG), Priority.BULK), () -> Uni.createFrom().<String>nothing())
                        .subscribe()
                        .withSubscriber(UniAssertSubscriber.create()))
                .toList();

        calls.forEach(UniAssertSubscriber::assertNotTerminated);
        assertEquals(30, counting.meters.get("surety.slice.in.flight").tag("objective", "retrieve").gauge().value());
    }

    @Test
    void changedContractHoldsFromTheNextCallOnAndLosesNoCount() {
        done(50);
        world.change("target: 100ms", "target: 20ms");
        done(50);
        world.change("concurrency: 10", "concurrency: 2");
        var calls = IntStream.range(0, 3).mapToObj(index -> start(call(LONG), 10)).toList();
        time.passMillis(10);
        world.change("timeout: 400ms", "timeout: 200ms");
        start(call(LONG), 300);
        time.passMillis(200);

        assertEquals(2, completed(calls));
        assertEquals(Map.of("good", 3.0, "late", 1.0, "failed", 2.0), results());
        assertEquals(new Counts(6, 2, 1), window());
        assertEquals(2, world.meters.get("surety.slice.time").tag("objective", "retrieve").timer().count());
    }

    @Test
    void callFromBeforeAChangeIsJudgedByWhatItBeganUnderAndTimedWithWhatIsInForce() {
        var before = start(call(LONG), 90);
        world.change("target: 100ms", "target: 20ms");
        done(10);
        time.passMillis(80);
        before.assertCompleted();

        assertEquals(Map.of("good", 2.0), results());
        assertEquals(2, world.meters.get("surety.slice.time").tag("objective", "retrieve").timer().count());
    }

    @Test
    void timeIsToldToWhoeverAnswers() {
        var told = new TreeMap<String, Long>();
        var call = guard.run(new SliceCall(time.in(LONG), Priority.INTERACTIVE, false, told::put), () -> time.after(50, "done"))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());

        time.passMillis(50);

        call.assertCompleted();
        assertEquals(Map.of("retrieve", 50_000_000L), told);
    }

    @Test
    void wallClockThatIsSetMovesNoDeadline() {
        var call = start(call(LONG), 50);
        time.setClock(Duration.ofMinutes(-1));

        time.passMillis(50);

        call.assertCompleted();
        assertEquals(Map.of("good", 1.0), results());
    }

    @Test
    void answerAsAWholeHasTheContractsTargetAndTheLongestDeadline() {
        var answers = world.enforcement.answer();
        var call = answers.run(call(LONG * 2), () -> time.after(2_600, "done")).subscribe().withSubscriber(UniAssertSubscriber.create());

        time.passMillis(2_600);

        call.assertCompleted();
        assertEquals(1, world.counted("answer", Result.LATE));
    }

    @Test
    void guardAndCountOfASliceCountTogether() {
        done(10);
        world.enforcement.count(SliceName.RETRIEVE).succeeded(Duration.ofMillis(300), List.of());
        world.enforcement.count(SliceName.RETRIEVE).failed();
        world.enforcement.count(SliceName.RETRIEVE).excluded();

        assertEquals(Map.of("good", 1.0, "late", 1.0, "failed", 1.0, "excluded", 1.0), results());
        assertEquals(new Counts(3, 1, 1), window());
        assertFalse(guard != world.enforcement.guard(SliceName.RETRIEVE));
    }

    private SliceCall call(int budget) {
        return call(budget, Priority.INTERACTIVE);
    }

    private SliceCall call(int budget, Priority priority) {
        return SliceCall.once(time.in(budget), priority);
    }

    private UniAssertSubscriber<String> start(SliceCall call, int takes) {
        return guard.run(call, () -> time.after(takes, "done")).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private void done(int takes) {
        var call = start(call(LONG), takes);
        time.passMillis(takes);
        call.assertCompleted();
    }

    private void fail(Throwable failure) {
        guard.run(call(LONG), () -> Uni.createFrom().failure(failure)).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    /** One a second gets through against the odds. */
    private void probeIsSpent() {
        start(call(1), 500).cancel();
    }

    private static Uni<String> unavailable() {
        return Uni.createFrom().failure(new ProblemException(ProblemType.UNAVAILABLE, "no"));
    }

    private static Uni<String> counting(AtomicInteger attempts, Throwable failure) {
        attempts.incrementAndGet();
        return Uni.createFrom().failure(failure);
    }

    private static long completed(List<UniAssertSubscriber<String>> calls) {
        return calls.stream().filter(call -> call.getItem() != null).count();
    }

    private static ProblemException problem(UniAssertSubscriber<?> call) {
        return assertInstanceOf(ProblemException.class, call.assertFailed().getFailure());
    }

    private Counts window() {
        return world.windows.between("retrieve", time.now().minusSeconds(60), time.now().plusSeconds(60));
    }

    /** Those that are not 0. */
    private Map<String, Double> results() {
        var results = new TreeMap<String, Double>();
        for (var result : Result.values()) {
            var count = world.counted("retrieve", result);
            if (count > 0) {
                results.put(result.label(), count);
            }
        }
        return results;
    }
}
