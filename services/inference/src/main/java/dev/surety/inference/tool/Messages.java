package dev.surety.inference.tool;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.api.ProblemException;
import dev.surety.contract.Contract;
import dev.surety.request.Money;
import dev.surety.request.RequestId;
import dev.surety.tool.Arguments;
import dev.surety.tool.RefusedArguments;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What callers of tools send and get. */
final class Messages {

    private Messages() {}

    /**
     * The tools that a caller may call.
     *
     * @param tools in the contract's order
     */
    record ToolList(List<Listed> tools) {}

    /**
     * A tool, as clients of OpenAI's API know one.
     *
     * @param type     {@code function}
     * @param function what it is for and takes
     * @param surety   what else the contract says
     */
    record Listed(String type, Function function, Terms surety) {

        static Listed of(Contract.Tool tool, boolean configured) {
            return new Listed(
                    "function",
                    new Function(tool.tool(), tool.description(), tool.arguments().copy()),
                    new Terms(tool.effect().label(), tool.needsConfirmation(), tool.outside(), configured, tool.perRequest(), tool.perDay(), tool.costUsd()));
        }
    }

    /**
     * What a tool is for and takes.
     *
     * @param parameters JSON Schema 2020-12
     */
    record Function(String name, String description, JsonNode parameters) {}

    /**
     * What the contract says about a tool.
     *
     * @param effect     {@code read} or {@code write}
     * @param confirm    whether the person must confirm each call
     * @param outside    whether what it is sent leaves the house
     * @param configured whether it can be called here
     * @param perRequest calls with one request id
     * @param perDay     calls a caller and day (UTC)
     * @param costUsd    what a call costs at most
     */
    record Terms(String effect, boolean confirm, boolean outside, boolean configured, int perRequest, int perDay, Money costUsd) {}

    /**
     * A call, or its confirmation.
     *
     * @param arguments as the tool's schema says
     */
    record CallRequest(Arguments arguments) {

        /** @throws ProblemException when there are none, or they are out of bounds */
        @JsonCreator
        CallRequest(@JsonProperty("arguments") @Nullable JsonNode arguments) {
            this(checked(arguments));
        }

        private static Arguments checked(@Nullable JsonNode arguments) {
            if (arguments == null) {
                throw ProblemException.invalid("/arguments", "the arguments are missing: send {\"arguments\": { … }}");
            }
            try {
                return Arguments.of(arguments);
            } catch (RefusedArguments refused) {
                throw invalid(refused);
            }
        }

        @Override
        public String toString() {
            return "CallRequest[" + arguments + "]";
        }
    }

    /** The problem of arguments that a tool does not take: where, why and what to do, without the value. */
    static ProblemException invalid(RefusedArguments refused) {
        var pointer = "/arguments" + refused.pointer();
        return ProblemException.invalid(pointer, pointer + ": " + refused.getMessage());
    }

    /**
     * What came of a call.
     *
     * @param callId       of the call
     * @param requestId    of the request that this is the reply of
     * @param tool         its name
     * @param outcome      {@code done} or {@code to-confirm}
     * @param replayed     whether this is the reply of an earlier request: nothing was called for this one
     * @param untrusted    always {@code true} with a result: whoever wrote it is not known to mean well
     * @param result       what the tool returned, as text in members; only with {@code done}
     * @param confirmation what is to be confirmed; only with {@code to-confirm}
     * @param costUsd      what the call cost at most
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CallReply(
            UUID callId,
            RequestId requestId,
            String tool,
            String outcome,
            boolean replayed,
            @Nullable Boolean untrusted,
            @Nullable JsonNode result,
            @Nullable Confirmation confirmation,
            Money costUsd) {

        static CallReply done(UUID callId, RequestId requestId, String tool, boolean replayed, JsonNode result, Money cost) {
            return new CallReply(callId, requestId, tool, Outcome.DONE.label(), replayed, true, result, null, cost);
        }

        static CallReply toConfirm(UUID callId, RequestId requestId, String tool, boolean replayed, Confirmation confirmation) {
            return new CallReply(callId, requestId, tool, Outcome.TO_CONFIRM.label(), replayed, null, null, confirmation, Money.ZERO);
        }

        boolean waits() {
            return confirmation != null;
        }

        @Override
        public String toString() {
            return "CallReply[" + callId + ", " + outcome + "]";
        }
    }

    /**
     * What the person confirms, and how.
     *
     * @param id              of the call
     * @param until           when it can't be confirmed any more
     * @param argumentsSha256 of the arguments, which are sent again with the confirmation and must be the same
     * @param href            where to send them
     */
    record Confirmation(UUID id, Instant until, String argumentsSha256, String href) {

        static Confirmation of(String tool, UUID id, Instant until, String sha256) {
            return new Confirmation(id, until, sha256, "/v1/tools/" + tool + "/calls/" + id + "/confirmation");
        }
    }
}
