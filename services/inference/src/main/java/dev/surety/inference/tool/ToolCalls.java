package dev.surety.inference.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.Contract;
import dev.surety.contract.Contract.HttpCall;
import dev.surety.contract.Contract.McpCall;
import dev.surety.contract.Contract.SearchCall;
import dev.surety.contract.RedactionPurpose;
import dev.surety.edge.GrantExchange;
import dev.surety.edge.GrantExchange.HeldGrant;
import dev.surety.edge.PolicyDecisions;
import dev.surety.edge.Redactions;
import dev.surety.inference.authorize.Authorize;
import dev.surety.inference.budget.Budgets;
import dev.surety.inference.budget.Taken;
import dev.surety.inference.record.Outbox;
import dev.surety.inference.tool.Messages.CallReply;
import dev.surety.inference.tool.Messages.Confirmation;
import dev.surety.inference.tool.Messages.Listed;
import dev.surety.inference.tool.Messages.ToolList;
import dev.surety.policy.Decided;
import dev.surety.policy.Resource;
import dev.surety.request.Money;
import dev.surety.request.Priority;
import dev.surety.tool.Arguments;
import dev.surety.tool.RefusedArguments;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.http.HttpRequest;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One call of a tool: who, whether they may, with what, how often, confirmed by whom; then the call, and its record. Start reading here. What may be done follows
 * from the grant and the contract, and never from a text: neither arguments nor results are asked. Blocking.
 */
@ApplicationScoped
class ToolCalls {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(10);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,59}");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,200}");
    private static final String NO_SUCH_TOOL = "there is no tool of this name that you may call: GET /v1/tools lists yours";

    private final GrantExchange exchange;
    private final PolicyDecisions policy;
    private final Callee callee;
    private final Calls calls;
    private final Budgets budgets;
    private final HttpTool http;
    private final McpTool mcp;
    private final SearchTool search;
    private final Redactions redactions;
    private final Outbox outbox;
    private final ObjectMapper json;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Semaphore room;

    ToolCalls(
            GrantExchange exchange,
            PolicyDecisions policy,
            Callee callee,
            Calls calls,
            Budgets budgets,
            HttpTool http,
            McpTool mcp,
            SearchTool search,
            Redactions redactions,
            Outbox outbox,
            ObjectMapper json,
            MeterRegistry meters,
            Clock clock,
            ToolConfig config) {
        this.exchange = exchange;
        this.policy = policy;
        this.callee = callee;
        this.calls = calls;
        this.budgets = budgets;
        this.http = http;
        this.mcp = mcp;
        this.search = search;
        this.redactions = redactions;
        this.outbox = outbox;
        this.json = json;
        this.meters = meters;
        this.clock = clock;
        this.room = new Semaphore(config.atOnce());
    }

    /** The tools that the caller may call. */
    ToolList list(Asked asked) {
        var held = identify(asked);
        var file = asked.contract();
        return new ToolList(file.contract().tools().stream()
                .filter(tool -> policy.decide(file.policy(), held.grant(), Resource.callTool(tool.tool(), tool.writes())).isAllowed())
                .map(tool -> Listed.of(tool, callee.missing(tool).isEmpty()))
                .toList());
    }

    /** Calls a tool, or has the call wait for its person. */
    CallReply call(Asked asked, String name, Arguments arguments, @Nullable String idempotencyKey) {
        return recorded(new Trail(asked, name, UUID.randomUUID(), clock.instant()), trail -> {
            var held = identified(asked, trail);
            var tool = permitted(asked, name, trail);
            var prepared = prepared(asked, tool, held, arguments, trail);
            checkKey(idempotencyKey, tool);
            if (!tool.needsConfirmation()) {
                return paid(prepared, () -> calls.begin(row(prepared, idempotencyKey, false)));
            }
            if (held.grant().isService()) {
                throw new ProblemException(ProblemType.FORBIDDEN, "a person must confirm each call of " + name + ": call it on behalf of one");
            }
            return waiting(prepared, database(() -> calls.begin(row(prepared, idempotencyKey, true))));
        });
    }

    /** Makes a call that waited for this. */
    CallReply confirm(Asked asked, String name, UUID id, Arguments arguments) {
        return recorded(new Trail(asked, name, id, clock.instant()), trail -> {
            var held = identified(asked, trail);
            var tool = permitted(asked, name, trail);
            if (held.grant().isService() || held.grant().actingService().isPresent()) {
                throw new ProblemException(ProblemType.FORBIDDEN, "a person confirms with their own token: no service does it for them");
            }
            var prepared = prepared(asked, tool, held, arguments, trail);
            return paid(prepared, () -> calls.confirm(row(prepared, null, false)));
        });
    }

    private HeldGrant identified(Asked asked, Trail trail) {
        var held = identify(asked);
        trail.identified(held.grant());
        return held;
    }

    private HeldGrant identify(Asked asked) {
        var contract = asked.contract().contract();
        return exchange.forCredentials(asked.credentials(), asked.requestId().toString(), asked.within(contract.slices().authorize().timeout()), asked.call().priority())
                .await()
                .indefinitely();
    }

    /** Who may not call a tool does not learn that there is one. */
    private Contract.Tool permitted(Asked asked, String name, Trail trail) {
        var tool = asked.contract().contract().tool(name).orElseThrow(ToolCalls::absent);
        var resource = Resource.callTool(name, tool.writes());
        var decision = policy.decide(asked.contract().policy(), trail.grant(), resource);
        trail.decided(List.of(Decided.of(resource, decision)));
        if (!decision.isAllowed()) {
            throw absent();
        }
        return tool;
    }

    private static ProblemException absent() {
        return new ProblemException(ProblemType.NOT_FOUND, NO_SUCH_TOOL);
    }

    /**
     * A call that could be made now.
     *
     * @param made the request that will be sent; null for a tool that sends none of its own
     */
    private record Prepared(Asked asked, Contract.Tool tool, HeldGrant held, Arguments arguments, @Nullable HttpRequest made, Trail trail) {}

    /** All that can be refused without counting anything. */
    private Prepared prepared(Asked asked, Contract.Tool tool, HeldGrant held, Arguments arguments, Trail trail) {
        callee.check(tool);
        trail.took(arguments, tool.arguments());
        try {
            tool.arguments().check(arguments);
            var made = switch (tool.call()) {
                case HttpCall call -> http.request(call, arguments);
                case McpCall call -> null;
                case SearchCall call -> null;
            };
            return new Prepared(asked, tool, held, arguments, made, trail);
        } catch (RefusedArguments refused) {
            throw Messages.invalid(refused);
        }
    }

    /** A tool that only reads is asked again when it is called again: what was found once may be nobody's business by then. */
    private static void checkKey(@Nullable String key, Contract.Tool tool) {
        if (key != null && !tool.writes()) {
            throw ProblemException.invalid("Idempotency-Key", "the header Idempotency-Key is for tools that write: leave it out");
        }
        if (key != null && !KEY.matcher(key).matches()) {
            throw ProblemException.invalid("Idempotency-Key", "the header Idempotency-Key is wrong: send 1 to 200 printable ASCII characters without blanks");
        }
    }

    private Calls.Call row(Prepared prepared, @Nullable String key, boolean waits) {
        var trail = prepared.trail();
        return new Calls.Call(
                trail.callId(),
                prepared.tool(),
                prepared.held().grant(),
                prepared.asked().requestId().value(),
                key,
                prepared.arguments().sha256(),
                prepared.asked().contract().version(),
                waits ? trail.record(Outcome.TO_CONFIRM, null) : null,
                trail.record(Outcome.UNKNOWN, ProblemType.CALL_UNSETTLED.label()));
    }

    private CallReply waiting(Prepared prepared, Begun begun) {
        if (begun instanceof Begun.Now now && now.confirmUntil() != null) {
            prepared.trail().isRecorded();
            outbox.wake();
            count(prepared.tool().tool(), Outcome.TO_CONFIRM.label());
            return toConfirm(prepared, prepared.trail().callId(), now.confirmUntil(), false);
        }
        return notNow(prepared, begun);
    }

    private static CallReply toConfirm(Prepared prepared, UUID id, Instant until, boolean replayed) {
        var name = prepared.tool().tool();
        return CallReply.toConfirm(
                id, prepared.asked().requestId(), name, replayed, Confirmation.of(name, id, until, prepared.arguments().sha256()));
    }

    /** Begins a call with the money for it in hand, and makes it. */
    private CallReply paid(Prepared prepared, Statement<Begun> begin) {
        var tool = prepared.tool();
        // Before anything is called: what may not be shown must be known.
        shown(prepared, "");
        UnaryOperator<String> shown = text -> shownOrNothing(prepared, text);
        var money = budgets.open(prepared.held().grant(), tool.costUsd());
        var spent = Money.ZERO;
        try {
            switch (money.take(prepared.asked().within(tool.timeout())).await().indefinitely()) {
                case Taken.Held held -> {}
                case Taken.Spent none -> throw ProblemException.retryable(
                        ProblemType.LIMIT_REACHED, "the budget " + none.budget() + " has no room for a call of " + tool.tool() + " today", LATER);
                case Taken.Unknown unknown -> throw ProblemException.retryable(
                        ProblemType.UNAVAILABLE, "nobody could say in time whether the budget " + unknown.budget() + " has room", SOON);
            }
            var begun = database(begin);
            if (!(begun instanceof Begun.Now)) {
                return notNow(prepared, begun);
            }
            var started = System.nanoTime();
            var called = made(prepared, shown);
            spent = called instanceof Called.Failed failed && !failed.sent() ? Money.ZERO : tool.costUsd();
            prepared.trail().charged(spent);
            return settled(prepared, called, Duration.ofNanos(System.nanoTime() - started));
        } finally {
            money.settle(spent);
        }
    }

    private String shown(Prepared prepared, String text) {
        return redactions
                .of(prepared.asked().contract(), prepared.held(), redacted -> redacted.text(text, RedactionPurpose.ANSWER))
                .await()
                .indefinitely();
    }

    /** What a tool did can't be undone when nobody can say what of its words may be shown. */
    private String shownOrNothing(Prepared prepared, String text) {
        try {
            return shown(prepared, text);
        } catch (ProblemException unknown) {
            return "[withheld: " + unknown.getMessage() + "]";
        }
    }

    private Called made(Prepared prepared, UnaryOperator<String> shown) {
        var tool = prepared.tool();
        var within = prepared.asked().within(tool.timeout());
        var cutShort = prepared.asked().cutsShort(tool.timeout());
        return switch (tool.call()) {
            case HttpCall call -> http.send(
                    HttpTool.onBehalf(prepared.made(), prepared.held().grant(), prepared.asked(), prepared.trail(), tool), call, within, cutShort, shown);
            case McpCall call -> mcp.send(
                    call,
                    prepared.arguments(),
                    request -> HttpTool.onBehalf(request, prepared.held().grant(), prepared.asked(), prepared.trail(), tool),
                    within,
                    cutShort,
                    shown);
            case SearchCall call -> searched(call, prepared, within, cutShort, shown);
        };
    }

    /** Once more with another grant, when retrieval heard before this service that the caller's rights have changed; the rules are asked again too. */
    private Called searched(SearchCall call, Prepared prepared, Duration within, boolean cutShort, UnaryOperator<String> shown) {
        var asked = prepared.asked();
        var held = prepared.held();
        try {
            return search.send(call, prepared.arguments(), held, priority(asked, held), asked, within, cutShort, shown);
        } catch (ProblemException outdated) {
            exchange.forget(held);
        }
        try {
            var fresh = identified(asked, prepared.trail());
            permitted(asked, prepared.tool().tool(), prepared.trail());
            return search.send(call, prepared.arguments(), fresh, priority(asked, fresh), asked, asked.within(prepared.tool().timeout()), cutShort, shown);
        } catch (ProblemException failed) {
            return new Called.Failed(true, true, failed.type() == ProblemType.GRANT_OUTDATED ? Authorize.unsettled(failed) : failed);
        }
    }

    private static Priority priority(Asked asked, HeldGrant held) {
        return asked.contract().contract().priority(asked.call().priority(), held.grant().tags());
    }

    private CallReply settled(Prepared prepared, Called called, Duration took) {
        var trail = prepared.trail();
        return switch (called) {
            case Called.Answered answered -> {
                trail.returned(answered.bytes());
                trail.decided(answered.decisions());
                settle(prepared, Outcome.DONE, null, keeps(prepared) ? answered.result().toString() : null, took);
                yield CallReply.done(trail.callId(), prepared.asked().requestId(), prepared.tool().tool(), false, answered.result(), prepared.tool().costUsd());
            }
            case Called.Failed failed -> {
                settle(prepared, failed.certain() || !prepared.tool().writes() ? Outcome.FAILED : Outcome.UNKNOWN, failed.problem(), null, took);
                throw failed.problem();
            }
        };
    }

    /** Only what can be asked for again is kept. */
    private static boolean keeps(Prepared prepared) {
        return prepared.tool().writes();
    }

    private void settle(Prepared prepared, Outcome outcome, @Nullable ProblemException problem, @Nullable String result, Duration took) {
        var trail = prepared.trail();
        trail.isRecorded();
        count(prepared.tool().tool(), outcome.label());
        Timer.builder("surety.tool.time")
                .description("time of calls of tools")
                .tag("tool", prepared.tool().tool())
                .tag("outcome", outcome.label())
                .publishPercentileHistogram()
                .register(meters)
                .record(took);
        database(() -> {
            calls.settle(
                    trail.record(outcome, problem == null ? null : problem.type().label()), outcome.label(), result, problem == null ? null : problem.getMessage());
            return outcome;
        });
    }

    /** What the caller gets when nothing is called for this request. */
    private CallReply notNow(Prepared prepared, Begun begun) {
        var tool = prepared.tool();
        return switch (begun) {
            case Begun.Now now -> throw new IllegalStateException("a call that may be made is made");
            case Begun.Limited limited -> throw limited.perDay()
                    ? ProblemException.retryable(
                            ProblemType.LIMIT_REACHED, "the contract allows you %d calls of %s a day, and they are used up".formatted(tool.perDay(), tool.tool()), limited.left())
                    : ProblemException.retryable(
                            ProblemType.LIMIT_REACHED,
                            "the contract allows %d calls of %s a request, and they are used up: begin another request".formatted(tool.perRequest(), tool.tool()),
                            SOON);
            case Begun.Absent absent -> throw new ProblemException(ProblemType.NOT_FOUND, "there is no call of yours with this id");
            case Begun.Before before -> again(prepared, before);
        };
    }

    /** The same key, or the same confirmation, as before: the same reply, as far as there is one. */
    private CallReply again(Prepared prepared, Begun.Before before) {
        var trail = prepared.trail();
        trail.continues(before.id());
        if (!before.fits()) {
            throw ProblemException.invalid("/arguments", "/arguments: are not those that this call was begun with: send the same, or begin another call");
        }
        var waits = before.state().equals(Outcome.TO_CONFIRM.label());
        if (waits && (before.expired() || !before.current() || before.until() == null)) {
            throw new ProblemException(
                    ProblemType.NOT_CONFIRMABLE,
                    before.expired() ? "the time to confirm this call is over: begin another one" : "the contract has changed since this call was begun: begin another one");
        }
        if (waits) {
            trail.isRecorded();
            count(prepared.tool().tool(), "replayed");
            return toConfirm(prepared, before.id(), before.until(), true);
        }
        if (before.result() != null) {
            trail.isRecorded();
            count(prepared.tool().tool(), "replayed");
            return CallReply.done(before.id(), prepared.asked().requestId(), prepared.tool().tool(), true, read(before.result()), new Money(before.cost()));
        }
        throw before.state().equals(Outcome.FAILED.label())
                ? new ProblemException(type(before.problem()), String.valueOf(before.detail()))
                : new ProblemException(
                        ProblemType.CALL_UNSETTLED,
                        "this call was sent, and nobody knows yet whether the tool did it: look there before you begin another one");
    }

    private static ProblemType type(@Nullable String label) {
        return Arrays.stream(ProblemType.values()).filter(type -> type.label().equals(label)).findFirst().orElse(ProblemType.TOOL_FAILED);
    }

    private JsonNode read(String result) {
        try {
            return json.readTree(result);
        } catch (JsonProcessingException ourOwn) {
            throw new IllegalStateException("a result of ours can always be read", ourOwn);
        }
    }

    /** Lets one more call in, and sees that what was refused is recorded too, once it is known for whom. */
    private CallReply recorded(Trail trail, Function<Trail, CallReply> call) {
        if (!NAME.matcher(trail.tool()).matches()) {
            // No contract has such a tool, and no record such a text.
            throw absent();
        }
        if (!outbox.hasRoom()) {
            throw ProblemException.retryable(ProblemType.RECORDING_UNAVAILABLE, "too many records are waiting to be published", LATER);
        }
        if (!room.tryAcquire()) {
            throw ProblemException.overloaded("tools", "as many tools are being called as may be at once", SOON, null);
        }
        try {
            return call.apply(trail);
        } catch (ProblemException refused) {
            if (trail.hasCaller() && !trail.recorded()) {
                refused(trail, refused);
            }
            throw refused;
        } finally {
            room.release();
        }
    }

    private void refused(Trail trail, ProblemException problem) {
        count(trail.isKnown() ? trail.tool() : "none", Outcome.REFUSED.label());
        database(() -> {
            calls.record(trail.record(Outcome.REFUSED, problem.type().label()));
            return Outcome.REFUSED;
        });
    }

    private void count(String tool, String outcome) {
        meters.counter("surety.tool.calls", "tool", tool, "outcome", outcome).increment();
    }

    /** What is asked of the database. */
    private interface Statement<T> {

        T run() throws SQLException;
    }

    private static <T> T database(Statement<T> statement) {
        try {
            return statement.run();
        } catch (SQLException away) {
            throw ProblemException.retryable(
                    ProblemType.RECORDING_UNAVAILABLE, "the call could not be written down, and none is made or told without that", SOON, away);
        }
    }
}
