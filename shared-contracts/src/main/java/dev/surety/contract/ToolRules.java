package dev.surety.contract;

import com.fasterxml.jackson.core.JsonPointer;
import dev.surety.contract.Contract.HttpCall;
import dev.surety.contract.Contract.McpCall;
import dev.surety.contract.Contract.SearchCall;
import dev.surety.contract.Contract.Tool;
import dev.surety.contract.Contract.ToolHeader;
import dev.surety.tool.ArgumentSchema;
import dev.surety.tool.UrlTemplate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tools: that each can be named, called in one way, bounded, and made of its arguments without an argument deciding where it goes. */
final class ToolRules implements ContractRules.Rules {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,59}");
    private static final Pattern CONFIGURED = Pattern.compile("[a-z][a-z0-9]{0,39}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,59}");
    private static final int LONGEST_DESCRIPTION = 1000;
    private static final int LARGEST_RESPONSE = 1024 * 1024;
    private static final int MOST_PASSAGES = 20;
    /** What the client writes itself, and what says on whose behalf a call is made. */
    private static final Set<String> OURS = Set.of(
            "host", "connection", "content-length", "transfer-encoding", "te", "trailer", "upgrade", "expect", "keep-alive", "proxy-authorization",
            "proxy-connection", "content-type", "accept", "mcp-session-id", "mcp-protocol-version", "idempotency-key", "x-request-id");

    @Override
    public void check(Contract contract, Findings findings) {
        var place = Place.of("tools");
        var tools = contract.tools();
        Bounds.unique(tools.stream().map(Tool::tool).toList(), place, findings);
        for (var index = 0; index < tools.size(); index++) {
            tool(tools.get(index), place.entry(index), contract, findings);
        }
    }

    private static void tool(Tool tool, Place place, Contract contract, Findings findings) {
        if (!NAME.matcher(tool.tool()).matches()) {
            findings.add(place.key("tool"), "'" + tool.tool() + "' is no name: write up to 60 lower-case letters, digits and hyphens, a letter first");
        }
        if (tool.description().length() > LONGEST_DESCRIPTION) {
            findings.add(place.key("description"), "is " + tool.description().length() + " characters long: write at most " + LONGEST_DESCRIPTION);
        }
        if (tool.writes() && tool.confirm() == null) {
            findings.add(place, tool.tool() + " writes: say whether a person must confirm it, confirm: true or confirm: false");
        }
        Bounds.atLeast(1, tool.perRequest(), place.key("perRequest"), findings);
        Bounds.atLeast(1, tool.perDay(), place.key("perDay"), findings);
        timeout(tool, place.key("timeout"), contract, findings);
        var schema = place.key("arguments");
        tool.arguments().problems().forEach(problem -> findings.add(under(schema, problem.pointer()), problem.message()));
        var calls = Stream.of(tool.http(), tool.mcp(), tool.search()).filter(Objects::nonNull).count();
        if (calls != 1) {
            findings.add(place, tool.tool() + (calls == 0 ? " can't be called" : " is called in several ways") + ": write one of http, mcp and search");
            return;
        }
        switch (tool.call()) {
            case HttpCall http -> http(http, tool, place.key("http"), findings);
            case McpCall mcp -> mcp(mcp, tool, place.key("mcp"), findings);
            case SearchCall search -> search(search, tool, place, findings);
        }
    }

    private static void timeout(Tool tool, Place place, Contract contract, Findings findings) {
        Bounds.positive(tool.timeout(), place, findings);
        var longest = contract.objectives().longestDeadline();
        if (tool.timeout().compareTo(longest) > 0) {
            findings.add(place, "is " + tool.timeout().toMillis() + " ms, objectives.longestDeadline is " + longest.toMillis() + " ms: nobody could wait for it; write at most as much");
        }
    }

    private static void http(HttpCall http, Tool tool, Place place, Findings findings) {
        url(http.url(), tool, place.key("url"), findings);
        places(http.url().names(), true, tool.arguments(), place.key("url"), findings);
        http.url().pathNames().stream().filter(tool.arguments()::has).filter(name -> !tool.arguments().requires(name)).forEach(name ->
                findings.add(place.key("url"), name + " is a part of the path and may be left out by callers: name it under required"));
        headers(http.headers(), tool, place.key("headers"), findings);
        if (http.body() != null) {
            places(http.body().names(), false, tool.arguments(), place.key("body"), findings);
            if (http.method() == HttpMethod.GET || http.method() == HttpMethod.DELETE) {
                findings.add(place.key("body"), http.method().label() + " has no body: leave it out, or use another method");
            }
        }
        statuses(http.statuses(), place.key("statuses"), findings);
        http.returns().forEach((name, pointer) -> pointer(pointer, place.key("returns").key(name), findings));
        largest(http.largestResponse(), place.key("largestResponse"), findings);
    }

    private static void mcp(McpCall mcp, Tool tool, Place place, Findings findings) {
        url(mcp.url(), tool, place.key("url"), findings);
        mcp.url().names().forEach(name -> findings.add(place.key("url"), "the address of a server takes no arguments, such as " + name + ": write it out"));
        headers(mcp.headers(), tool, place.key("headers"), findings);
        mcp.headers().stream().filter(header -> header.value() != null).flatMap(header -> header.value().names().stream()).forEach(name ->
                findings.add(place.key("headers"), "headers of a server take no arguments, such as " + name + ": write them out"));
        largest(mcp.largestResponse(), place.key("largestResponse"), findings);
    }

    private static void search(SearchCall search, Tool tool, Place place, Findings findings) {
        if (search.passages() < 1 || search.passages() > MOST_PASSAGES) {
            findings.add(place.key("search").key("passages"), "is " + search.passages() + ", it must be 1 to " + MOST_PASSAGES);
        }
        if (tool.writes()) {
            findings.add(place.key("effect"), "a search changes nothing: write read");
        }
        if (tool.outside()) {
            findings.add(place.key("outside"), "a search stays in the house: write false, or leave the line out");
        }
        if (!tool.arguments().names().equals(List.of("query")) || !tool.arguments().requires("query") || !tool.arguments().isText("query")) {
            findings.add(place.key("arguments"), "a search takes one argument, query, which is required and a string: write that");
        }
    }

    private static void url(UrlTemplate url, Tool tool, Place place, Findings findings) {
        if (tool.outside() && url.isPlain()) {
            findings.add(place, "what leaves the house is encrypted: write https, or outside: false");
        }
    }

    private static void headers(List<ToolHeader> headers, Tool tool, Place place, Findings findings) {
        Bounds.unique(headers.stream().map(header -> header.header().toLowerCase(Locale.ROOT)).toList(), place, findings);
        for (var index = 0; index < headers.size(); index++) {
            header(headers.get(index), tool, place.entry(index), findings);
        }
    }

    private static void header(ToolHeader header, Tool tool, Place place, Findings findings) {
        var name = header.header().toLowerCase(Locale.ROOT);
        if (!HEADER.matcher(header.header()).matches() || OURS.contains(name) || name.startsWith("surety-")) {
            findings.add(place.key("header"), "'" + header.header() + "' is no header that a tool sets: use another one");
        }
        if ((header.value() == null) == (header.secret() == null)) {
            findings.add(place, "write one of value and secret");
        }
        if (header.secret() != null && !CONFIGURED.matcher(header.secret()).matches()) {
            findings.add(place.key("secret"), "is no name of a secret: write lower-case letters and digits, the secret itself stands in the configuration surety.tools.secrets.<name>");
        }
        if (header.value() != null) {
            places(header.value().names(), true, tool.arguments(), place.key("value"), findings);
        }
    }

    private static void places(List<String> names, boolean scalar, ArgumentSchema arguments, Place place, Findings findings) {
        for (var name : names) {
            if (!arguments.has(name)) {
                findings.add(place, "there is no argument '" + name + "': use " + String.join(", ", arguments.names()));
            } else if (scalar && !arguments.isScalar(name)) {
                findings.add(place, name + " is not one text, number or truth: give it such a type, or use it in the body only");
            }
        }
    }

    private static void statuses(List<Integer> statuses, Place place, Findings findings) {
        Bounds.notEmpty(statuses, "status", place, findings);
        Bounds.unique(statuses, place, findings);
        for (var index = 0; index < statuses.size(); index++) {
            if (statuses.get(index) < 200 || statuses.get(index) > 299) {
                findings.add(place.entry(index), "is " + statuses.get(index) + ", a success is 200 to 299");
            }
        }
    }

    private static void pointer(String pointer, Place place, Findings findings) {
        try {
            if (JsonPointer.compile(pointer).toString().isEmpty()) {
                findings.add(place, "is the whole response: name a part of it, such as /id");
            }
        } catch (IllegalArgumentException noPointer) {
            findings.add(place, "'" + pointer + "' is no JSON Pointer: write it as /id or /links/self");
        }
    }

    private static void largest(int bytes, Place place, Findings findings) {
        if (bytes < 1 || bytes > LARGEST_RESPONSE) {
            findings.add(place, "is " + bytes + " bytes, it must be 1 to " + LARGEST_RESPONSE);
        }
    }

    private static Place under(Place place, String pointer) {
        for (var step = JsonPointer.compile(pointer); !step.matches(); step = step.tail()) {
            place = step.mayMatchElement() ? place.entry(step.getMatchingIndex()) : place.key(step.getMatchingProperty());
        }
        return place;
    }
}
