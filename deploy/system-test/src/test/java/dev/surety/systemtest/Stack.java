package dev.surety.systemtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.surety.local.ask.Tokens;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A local stack of the test's own: other ports and another state than a developer's. */
final class Stack {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PORT_OFFSET = "11000";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, String> environment;
    private final Site site;
    private final Tokens tokens;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private Stack(Map<String, String> settings) throws IOException {
        environment = new HashMap<>(settings);
        environment.putIfAbsent("SURETY_STATE", Path.of("target", "state").toAbsolutePath().toString());
        environment.put("SURETY_PORT_OFFSET", PORT_OFFSET);
        // The suite is about what always runs; the small model has tests of its own.
        environment.put("SURETY_GGUF", "none");
        site = Site.from(environment);
        tokens = new Tokens(site);
    }

    /** A stack that runs, with the demo company loaded. */
    static Stack up() throws IOException, InterruptedException {
        var stack = with(Map.of());
        stack.command("up");
        return stack;
    }

    /** A stack with settings of its own, which does not run yet. */
    static Stack with(Map<String, String> settings) throws IOException {
        return new Stack(settings);
    }

    String url(String part) {
        return site.url(part);
    }

    /** The contract of the checkout. */
    Path contract() {
        return site.checkout().contract();
    }

    /** A command of the local stack; fails unless it ends with 0. */
    void command(String... words) throws IOException, InterruptedException {
        command(Map.of(), words);
    }

    /** A contract for all services that run; fails unless each of them obeys it. */
    void apply(Path contract) throws IOException, InterruptedException {
        command(Map.of("CONTRACT", contract.toString()), "apply-contract");
    }

    /** A command with settings of its own. */
    void command(Map<String, String> settings, String... words) throws IOException, InterruptedException {
        var log = Path.of("target", "stack-" + words[0] + ".log");
        var command = new java.util.ArrayList<String>();
        command.add(site.checkout().root().resolve("deploy/local/bin/surety").toString());
        command.addAll(java.util.List.of(words));
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        process.environment().putAll(environment);
        process.environment().putAll(settings);
        var ended = process.start().waitFor();
        if (ended != 0) {
            throw new AssertionError(String.join(" ", words) + " ended with " + ended + ":\n" + Files.readString(log));
        }
    }

    /** The process that a part runs as. */
    long pid(String part) throws IOException {
        var run = new Properties();
        try (var reader = Files.newBufferedReader(site.state().run(part))) {
            run.load(reader);
        }
        return Long.parseLong(run.getProperty("pid"));
    }

    /** The file of keys that sign grants. */
    Path grantKeys() {
        return site.state().grantKeys();
    }

    /** Kills a part the hard way. */
    void kill(String part) throws Exception {
        var process = ProcessHandle.of(pid(part)).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(20, TimeUnit.SECONDS);
    }

    String token(String name) throws IOException, InterruptedException {
        return tokens.of(name);
    }

    String foreignToken(String name) throws IOException, InterruptedException {
        return tokens.of(name, "other-app");
    }

    String kafka() {
        return "127.0.0.1:" + site.ports().of("kafka");
    }

    /** A reply, as a caller sees it. */
    record Reply(int status, String raw, HttpResponse<String> http) {

        JsonNode json() throws IOException {
            return JSON.readTree(raw);
        }
    }

    Reply ask(String question, String token, String... headers) throws IOException, InterruptedException {
        return post("application/json", question, token, headers);
    }

    Reply stream(String question, String token) throws IOException, InterruptedException {
        return post("text/event-stream", question, token);
    }

    Reply get(String part, String path, String token) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(site.url(part) + path)).header("Authorization", "Bearer " + token).GET());
    }

    /** A question to one replica of inference, in more than words. */
    Reply ask(String replica, Map<String, Object> body, String token, String... headers) throws IOException, InterruptedException {
        return post(replica, "/v1/answers", "application/json", body, token, headers);
    }

    /** A request without anything to say beside its address. */
    Reply postTo(String part, String path, String token) throws IOException, InterruptedException {
        return post(part, path, "application/json", Map.of(), token);
    }

    /** A request as a service of ours sends it, with what identifies it in its headers. */
    Reply send(String part, String path, Map<String, Object> body, String... headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(site.url(part) + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .headers(headers));
    }

    /** A counter of a service, over all of its series, since that started. */
    double counter(String part, String name) throws IOException, InterruptedException {
        var page = send(HttpRequest.newBuilder(URI.create(site.url(part) + "/q/metrics")).header("Accept", "text/plain").GET()).raw();
        return page.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .reduce(Double::sum)
                .orElseThrow(() -> new AssertionError(part + " does not count " + name));
    }

    private Reply post(String accept, String question, String token, String... headers) throws IOException, InterruptedException {
        return post("inference", "/v1/answers", accept, Map.of("question", question), token, headers);
    }

    private Reply post(String part, String path, String accept, Map<String, Object> body, String token, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(site.url(part) + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var reply = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Reply(reply.statusCode(), reply.body(), reply);
    }

    /** The record of a request as this caller sees it, once evaluation has it. */
    JsonNode recordOf(String requestId, String token) throws IOException, InterruptedException {
        return eventually(() -> get("evaluation", "/v1/answer-records/" + requestId, token), reply -> reply.status() == 200).json();
    }

    /** Repeats until a reply is as wanted, for a minute at most. */
    Reply eventually(Attempt attempt, Predicate<Reply> wanted) throws IOException, InterruptedException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        var last = attempt.run();
        while (!wanted.test(last)) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not within " + PATIENCE + "; the last reply was " + last.status() + " " + last.raw());
            }
            TimeUnit.MILLISECONDS.sleep(200);
            last = attempt.run();
        }
        return last;
    }

    /** Something to try again. */
    @FunctionalInterface
    interface Attempt {

        Reply run() throws IOException, InterruptedException;
    }
}
