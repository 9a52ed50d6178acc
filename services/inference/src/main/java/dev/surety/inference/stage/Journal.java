package dev.surety.inference.stage;

import dev.surety.contract.Degradation;
import dev.surety.event.AnswerRecord.StageLine;
import dev.surety.policy.Decided;
import dev.surety.request.Money;
import dev.surety.request.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What happened to one request so far: a line for each stage, what was spent, what is degraded. Thread-safe, because a model's reply arrives on
 * another thread than the one that cancels.
 */
public final class Journal {

    private final RequestId requestId;
    private final Instant at;
    private final Consumer<StageLine> onLine;
    private final List<StageLine> lines = new ArrayList<>();
    private final List<Decided> decisions = new ArrayList<>();
    private final Map<String, Long> timings = new LinkedHashMap<>();
    private final Map<String, Integer> calls = new HashMap<>();
    private final Set<Degradation> degraded = EnumSet.noneOf(Degradation.class);
    private Money cost = Money.ZERO;
    private long promptTokens;
    private long completionTokens;
    private volatile boolean users = true;
    private boolean recorded;
    private boolean abandoned;
    // The last one first: a call inside a stage ends before the stage does.
    private final Deque<Runnable> onAbandoned = new ArrayDeque<>();

    /**
     * A journal of a request that was admitted at {@code at}.
     *
     * @param onLine told of each stage as it ends
     */
    public Journal(RequestId requestId, Instant at, Consumer<StageLine> onLine) {
        this.requestId = requestId;
        this.at = at;
        this.onLine = onLine;
    }

    /** The request is none of a user's: none of its stages counts for or against a promise. */
    public void leaveUncounted() {
        users = false;
    }

    /** Whether its stages count. */
    boolean isUsers() {
        return users;
    }

    public RequestId requestId() {
        return requestId;
    }

    public Instant at() {
        return at;
    }

    /** What a call to a model used. */
    public synchronized void spend(long prompt, long completion, Money price) {
        promptTokens += prompt;
        completionTokens += completion;
        cost = cost.plus(price);
    }

    /** Notes one more call of a model for this request, and tells how many there were with it. */
    public synchronized int call(String tier) {
        return calls.merge(tier, 1, Integer::sum);
    }

    public synchronized void degrade(Degradation mode) {
        degraded.add(mode);
    }

    public synchronized Money cost() {
        return cost;
    }

    public synchronized long promptTokens() {
        return promptTokens;
    }

    public synchronized long completionTokens() {
        return completionTokens;
    }

    public synchronized Set<Degradation> degraded() {
        return degraded.isEmpty() ? Set.of() : EnumSet.copyOf(degraded);
    }

    /** What the policy said, here or at a peer's. */
    public synchronized void decided(List<Decided> further) {
        decisions.addAll(further);
    }

    public synchronized List<Decided> decisions() {
        return List.copyOf(decisions);
    }

    public synchronized List<StageLine> lines() {
        return List.copyOf(lines);
    }

    /** Takes the right to put away this request's record, of which there is one; false when it is taken. */
    public synchronized boolean claimRecord() {
        var first = !recorded;
        recorded = true;
        return first;
    }

    /** Gives the right back, after a record that could not be put away. */
    public synchronized void giveRecordBack() {
        recorded = false;
    }

    /** Has something ended when nobody waits for the answer any more: at once if that is so already. What has ended by then must stand being ended again. */
    public void whenAbandoned(Runnable end) {
        synchronized (this) {
            if (!abandoned) {
                onAbandoned.push(end);
                return;
            }
        }
        end.run();
    }

    /** Nobody waits for the answer any more: what still runs is ended, and so is in this journal. */
    public void abandon() {
        List<Runnable> ends;
        synchronized (this) {
            abandoned = true;
            ends = List.copyOf(onAbandoned);
            onAbandoned.clear();
        }
        ends.forEach(Runnable::run);
    }

    /** Milliseconds by stage; a stage that ran twice counts both times. */
    public synchronized Map<String, Long> timingsMs() {
        var millis = new LinkedHashMap<String, Long>();
        timings.forEach((stage, nanos) -> millis.put(stage, Duration.ofNanos(nanos).toMillis()));
        return millis;
    }

    void enter(String stage, Note note, Duration took, Money spent) {
        var line = new StageLine(stage, note.saw(), note.decision(), note.reason(), took.toNanos() / 1_000_000.0, spent);
        synchronized (this) {
            lines.add(line);
            timings.merge(stage, took.toNanos(), Long::sum);
        }
        onLine.accept(line);
    }
}
