package dev.surety.inference.tool;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.Contract;
import dev.surety.contract.Contract.HttpCall;
import dev.surety.contract.Contract.ToolHeader;
import dev.surety.grant.Grant;
import dev.surety.inference.tool.Wire.NoReply;
import dev.surety.request.SuretyHeaders;
import dev.surety.tool.Arguments;
import dev.surety.tool.RefusedArguments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Calls a tool that speaks HTTP. Blocking. */
@ApplicationScoped
class HttpTool {

    private final Callee callee;
    private final Wire wire;
    private final ObjectMapper json;

    HttpTool(Callee callee, Wire wire, ObjectMapper json) {
        this.callee = callee;
        this.wire = wire;
        this.json = json;
    }

    /** The request that the template makes of the arguments. @throws RefusedArguments when a value can't stand where it would */
    HttpRequest request(HttpCall call, Arguments arguments) {
        var request = HttpRequest.newBuilder(call.url().expanded(callee.endpoint(call.url()), arguments));
        call.headers().forEach(header -> request.setHeader(header.header(), value(header, arguments)));
        request.setHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON);
        if (call.body() == null) {
            return request.method(call.method().label(), BodyPublishers.noBody()).build();
        }
        request.setHeader(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        return request.method(call.method().label(), BodyPublishers.ofString(call.body().rendered(arguments).toString())).build();
    }

    private String value(ToolHeader header, Arguments arguments) {
        return header.value() == null ? callee.secret(header.secret()) : header.value().rendered(arguments);
    }

    /** On whose behalf: names, and never a grant or a token, which are ours. */
    static HttpRequest onBehalf(HttpRequest made, Grant grant, Asked asked, Trail trail, Contract.Tool tool) {
        var request = HttpRequest.newBuilder(made, (name, value) -> true)
                .setHeader(SuretyHeaders.REQUEST_ID, asked.requestId().toString())
                .setHeader(SuretyHeaders.SUBJECT, encoded(grant.subject()))
                .setHeader(SuretyHeaders.TENANT, encoded(grant.tenant()));
        grant.actingService().ifPresent(actor -> request.setHeader(SuretyHeaders.ACTOR, encoded(actor)));
        if (tool.writes()) {
            request.setHeader(SuretyHeaders.IDEMPOTENCY_KEY, trail.callId().toString());
        }
        return request.build();
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Sends it, and takes of the reply what the contract wants.
     *
     * @param shown what the caller gets of a text
     */
    Called send(HttpRequest request, HttpCall call, Duration within, boolean cutShort, UnaryOperator<String> shown) {
        try {
            var response = wire.send(request, call.largestResponse(), within);
            return call.statuses().contains(response.statusCode())
                    ? answered(response, call, shown)
                    : new Called.Failed(true, true, failed("it answered with the status " + response.statusCode()));
        } catch (NoReply none) {
            return failed(none, cutShort);
        }
    }

    private Called answered(HttpResponse<byte[]> response, HttpCall call, UnaryOperator<String> shown) {
        var body = response.body();
        var result = JsonNodeFactory.instance.objectNode();
        if (call.returns().isEmpty()) {
            return new Called.Answered(result.put("text", shown.apply(Untrusted.text(new String(body, StandardCharsets.UTF_8)))), body.length, List.of());
        }
        try {
            var said = json.readTree(body);
            call.returns().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(part -> {
                var value = said.at(part.getValue());
                if (!value.isMissingNode() && !value.isNull()) {
                    result.put(part.getKey(), shown.apply(Untrusted.text(value)));
                }
            });
            return new Called.Answered(result, body.length, List.of());
        } catch (IOException noJson) {
            return new Called.Failed(true, true, failed("it said that it succeeded, and what it said besides is no JSON"));
        }
    }

    static Called.Failed failed(NoReply none, boolean cutShort) {
        return switch (none.why()) {
            case UNREACHABLE -> new Called.Failed(false, true, failed("nobody took the connection; nothing was sent"));
            case LATE -> new Called.Failed(true, false, late(cutShort));
            case BROKEN -> new Called.Failed(true, false, failed("the connection broke before there was a reply"));
            case TOO_LARGE -> new Called.Failed(true, true, failed("its reply is larger than the contract allows"));
        };
    }

    static ProblemException late(boolean cutShort) {
        return cutShort
                ? new ProblemException(ProblemType.DEADLINE_EXCEEDED, "the tool had not replied when the deadline passed; wait longer with X-Request-Deadline-Ms")
                : new ProblemException(ProblemType.TOOL_TIMED_OUT, "the tool had not replied when the contract's time-out passed");
    }

    static ProblemException failed(String what) {
        return new ProblemException(ProblemType.TOOL_FAILED, "the call of the tool failed: " + what);
    }
}
