package dev.surety.inference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.surety.grant.Grant;
import dev.surety.grant.GrantAttacks;
import dev.surety.grant.GrantCodec;
import dev.surety.grant.GrantSigning;
import dev.surety.grant.WholeGrant;
import dev.surety.redaction.KnownPeople;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;

/**
 * identity-policy, retrieval and a paid model, scripted: what they do follows from the words of the question, so that tests need no shared state. The
 * real ones are met in the system test.
 */
public final class ScriptedPeers implements QuarkusTestResourceLifecycleManager {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long LONGER_THAN_ANY_DEADLINE_MS = 4_000;
    private static final long PONDERED_MS = 600;
    private static final int MORE_THAN_ANY_BOUND = 1_000;

    static final String CARD = "4111 1111 1111 1111";
    static final String MAIL = "ada.lovelace@kestrelquay.example";
    static final String TOKEN = "ghp_1234567890abcdefghijABCDEFGHIJ123456";
    /** Whom the directory knows. */
    static final String COLLEAGUE = "Runa Hegre";
    /** Whom the model for names finds. */
    static final String STRANGER = "Tuva Brekke";
    private static final String SENSITIVE =
            "Before a journey write to %s at the desk.\\nThe desk pays with the card %s at stations.\\nThe desk signs in with the key %s on Mondays."
                    .formatted(MAIL, CARD, TOKEN);
    // What the model copies from what it is shown.
    private static final Pattern DESK = Pattern.compile("Before a journey write to \\S+ at the desk\\.");

    /** How many grants each has got; it is their epoch. */
    private final Map<String, Long> given = new ConcurrentHashMap<>();
    private final List<String> prompts = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private final PublicJsonWebKey key = GrantSigning.key();

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/grants", this::grant);
        server.createContext("/.well-known/jwks.json", exchange ->
                reply(exchange, 200, "{\"keys\":[" + key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY) + "]}"));
        server.createContext("/v1/searches", this::search);
        server.createContext("/v1/visibilities", this::visibilities);
        server.createContext("/v1/rerank", this::rerank);
        server.createContext("/v1/chat/completions", this::complete);
        server.createContext("/scripted/prompts", this::countPrompts);
        server.createContext("/v1/tenants/kestrel/known-names", this::knownNames);
        server.createContext("/scripted/names/analyze", this::names);
        server.start();
        var url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "surety.identity.url", url,
                "surety.retrieval.url", url,
                "surety.tiers.large.base-url", url + "/v1",
                "surety.tiers.large.api-key", "scripted-key");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private void grant(HttpExchange exchange) throws IOException {
        var token = exchange.getRequestHeaders().getFirst("Authorization");
        if (token != null && token.startsWith("Bearer " + GrantAttacks.EXCHANGED_FOR)) {
            reply(exchange, 200, JSON.writeValueAsString(Map.of(
                    "grant", token.substring(("Bearer " + GrantAttacks.EXCHANGED_FOR).length()),
                    "expiresAt", Instant.now().plusSeconds(50).toString(),
                    "tags", List.of())));
            return;
        }
        if (token == null || !token.startsWith("Bearer token-of-")) {
            reply(exchange, 401, "{}");
            return;
        }
        var bearer = token.substring("Bearer token-of-".length());
        var onBehalfOf = exchange.getRequestHeaders().getFirst("Surety-On-Behalf-Of");
        var name = onBehalfOf == null ? bearer : onBehalfOf;
        if (name.startsWith("switched-off")) {
            reply(exchange, 403, "{\"type\":\"https://surety.dev/problems/person-refused\",\"status\":403}");
            return;
        }
        var expires = Instant.now().plusSeconds(50);
        var grant = new Grant(
                UUID.randomUUID().toString(), name, "kestrel", tags(name), 1, expires, Set.of("inference", "retrieval"), given.merge(name, 1L, Long::sum),
                onBehalfOf == null ? null : bearer);
        reply(exchange, 200, JSON.writeValueAsString(Map.of(
                "grant", GrantCodec.sign(grant, key, Instant.now()), "expiresAt", expires.toString(), "tags", List.of("user:" + name))));
    }

    /** Each has a team of their own, so that a test's budget is nobody else's. */
    private static Set<String> tags(String name) {
        if (name.startsWith("service-")) {
            return Set.of("service:" + name, "tenant:kestrel");
        }
        return name.startsWith("auditor")
                ? Set.of("user:" + name, "group:auditors", "tenant:kestrel")
                : Set.of("user:" + name, "group:kestrel-staff", "group:team-of-" + name, "tenant:kestrel");
    }

    private void search(HttpExchange exchange) throws IOException {
        var query = JSON.readTree(exchange.getRequestBody()).path("query").asText();
        if (query.contains("RIGHTS-CHANGED") && epoch(exchange) == 1 || query.contains("RIGHTS-NEVER-SETTLE")) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer error=\"invalid_token\", error_description=\"grant-outdated\"");
            reply(exchange, 401, "{\"type\":\"https://surety.dev/problems/grant-outdated\"}");
        } else if (query.contains("RETRIEVAL-DOWN")) {
            reply(exchange, 500, "{}");
        } else if (query.contains("RETRIEVAL-SLOW")) {
            pause(LONGER_THAN_ANY_DEADLINE_MS);
            reply(exchange, 200, passages());
        } else if (query.contains("NAMED")) {
            reply(exchange, 200, passages().replace(
                    "Take the train when the journey is under five hours.", "At the desk ask %s or \uD83D\uDE00 %s before a journey.".formatted(COLLEAGUE, STRANGER)));
        } else if (query.contains("SENSITIVE")) {
            reply(exchange, 200, passages().replace("Take the train when the journey is under five hours.", SENSITIVE));
        } else if (query.contains("UNKNOWN-TO-ALL")) {
            reply(exchange, 200, "{\"passages\":[],\"indexRelease\":\"kestrel-0001\",\"degraded\":[]}");
        } else if (query.contains("INDEX-")) {
            reply(exchange, 200, passages().replace("\"index\":\"kestrel\"", "\"index\":\"" + after("INDEX-", query) + "\""));
        } else if (query.contains("CLEARANCE-")) {
            // Of the second passage only: one secret among many is enough.
            var secret = passages();
            var last = secret.lastIndexOf("\"clearance\":0");
            reply(exchange, 200, secret.substring(0, last) + "\"clearance\":" + after("CLEARANCE-", query) + secret.substring(last + "\"clearance\":0".length()));
        } else if (query.contains("WORDS-ONLY")) {
            reply(exchange, 200, passages().replace("\"degraded\":[]", "\"degraded\":[\"lexical-only\"]"));
        } else {
            reply(exchange, 200, passages());
        }
    }

    private void knownNames(HttpExchange exchange) throws IOException {
        var known = KnownPeople.of("kestrel", List.of(COLLEAGUE));
        var base64 = Base64.getEncoder();
        reply(exchange, 200, JSON.writeValueAsString(Map.of("words", base64.encodeToString(known.words()), "names", base64.encodeToString(known.names()))));
    }

    /** As Presidio's analyzer would: places are in code points. */
    private void names(HttpExchange exchange) throws IOException {
        var text = JSON.readTree(exchange.getRequestBody()).path("text").asText();
        if (text.contains("NAMES-DOWN")) {
            reply(exchange, 500, "{\"error\":\"scripted\"}");
            return;
        }
        var found = new ArrayList<Map<String, Object>>();
        for (var at = text.indexOf(STRANGER); at >= 0; at = text.indexOf(STRANGER, at + 1)) {
            var start = text.codePointCount(0, at);
            found.add(Map.of("entity_type", "PERSON", "start", start, "end", start + STRANGER.length(), "score", 0.85, "analysis_explanation", ""));
        }
        // Not sure enough, and no person.
        found.add(Map.of("entity_type", "PERSON", "start", 0, "end", 2, "score", 0.2));
        found.add(Map.of("entity_type", "LOCATION", "start", 0, "end", 2, "score", 0.9));
        reply(exchange, 200, JSON.writeValueAsString(found));
    }

    /** Everybody sees all, but who loses something; and of who doubts nobody can say. */
    private void visibilities(HttpExchange exchange) throws IOException {
        var asked = JSON.readTree(exchange.getRequestBody()).path("documentIds");
        var grant = exchange.getRequestHeaders().getFirst("Surety-Grant").split("\\.")[1];
        var subject = JSON.readTree(Base64.getUrlDecoder().decode(grant)).path("sub").asText();
        if (subject.startsWith("doubtful")) {
            reply(exchange, 503, "{}");
            return;
        }
        var visible = new ArrayList<String>();
        asked.forEach(id -> {
            var lost = subject.startsWith("loser") ? "d-1" : subject.startsWith("bystander") ? "d-2" : "";
            if (!id.asText().equals(lost)) {
                visible.add(id.asText());
            }
        });
        reply(exchange, 200, JSON.writeValueAsString(Map.of("visible", visible)));
    }

    /** The word that follows a mark. */
    private static String after(String mark, String text) {
        return text.substring(text.indexOf(mark) + mark.length()).split(" ")[0];
    }

    /** How many prompts that a model was sent hold the text of the query. */
    private void countPrompts(HttpExchange exchange) throws IOException {
        var text = exchange.getRequestURI().getQuery();
        reply(exchange, 200, Long.toString(prompts.stream().filter(prompt -> prompt.contains(text)).count()));
    }

    private long epoch(HttpExchange exchange) {
        return WholeGrant.read(exchange.getRequestHeaders().getFirst("Surety-Grant"), key.getPublicKey(), Clock.systemUTC(), "retrieval").epoch();
    }

    /** Nearer for every word in common. */
    private void rerank(HttpExchange exchange) throws IOException {
        var request = JSON.readTree(exchange.getRequestBody());
        var query = request.path("query").asText();
        if (query.contains("RERANK-DOWN")) {
            reply(exchange, 500, "{}");
            return;
        }
        var asked = Set.copyOf(List.of(query.toLowerCase(Locale.ROOT).split("\\W+")));
        var results = new ArrayList<Map<String, Object>>();
        for (var document : request.path("documents")) {
            var common = Arrays.stream(document.asText().toLowerCase(Locale.ROOT).split("\\W+")).distinct().filter(asked::contains).count();
            results.add(Map.of("index", results.size(), "relevance_score", Math.min(0.9, 0.5 + common / 20.0)));
        }
        reply(exchange, 200, JSON.writeValueAsString(Map.of("model", "scripted", "results", results)));
    }

    private static String passages() {
        return """
                {"passages":[
                 {"id":"d-1:0","documentId":"d-1","title":"Working abroad","section":"How long","uri":"corpus://kestrel/people/working-abroad.md",
                  "text":"You may work abroad for up to 30 calendar days a year.\\nAsk for approval 15 working days before you leave.",
                  "rank":1,"updatedAt":"2026-03-12T00:00:00Z","scores":{"lexical":11.2,"vector":0.92,"fused":1.0},"index":"kestrel","clearance":0},
                 {"id":"d-2:0","documentId":"d-2","title":"Travel policy","section":"Trains","uri":"corpus://kestrel/workplace/travel-policy.md",
                  "text":"Take the train when the journey is under five hours.",
                  "rank":2,"updatedAt":"2026-02-01T00:00:00Z","scores":{"lexical":2.0,"vector":0.80,"fused":0.2},"index":"kestrel","clearance":0}
                ],"indexRelease":"kestrel-0001","degraded":[]}""";
    }

    private void complete(HttpExchange exchange) throws IOException {
        var request = JSON.readTree(exchange.getRequestBody());
        var question = question(request);
        prompts.add(question);
        if (question.contains("MODEL-FAILS")) {
            reply(exchange, 500, "{\"error\":{\"message\":\"scripted\"}}");
            return;
        }
        if (question.contains("MODEL-HANGS")) {
            pause(LONGER_THAN_ANY_DEADLINE_MS);
        }
        if (question.contains("MODEL-PONDERS")) {
            pause(PONDERED_MS);
        }
        if (question.contains("MODEL-TALKS")) {
            stream(exchange, (completion(question) + " ").repeat(MORE_THAN_ANY_BOUND), 20);
        } else if (question.contains("MODEL-OVERCHARGES")) {
            stream(exchange, completion(question), 4_000);
        } else if (question.contains("MODEL-UNDERTELLS")) {
            stream(exchange, completion(question), 0);
        } else {
            stream(exchange, completion(question), 20);
        }
    }

    private static String question(JsonNode request) {
        var messages = request.path("messages");
        return messages.get(messages.size() - 1).path("content").asText();
    }

    private static String completion(String question) {
        if (question.contains("MODEL-LIES")) {
            return "You may work abroad for up to 90 calendar days a year [1].";
        }
        if (question.contains("MODEL-INVENTS")) {
            return "You may work abroad for up to 30 calendar days a year [7].";
        }
        if (question.contains("MODEL-PARTLY")) {
            return "You may work abroad for up to 30 calendar days a year [1]. Your manager pays the flight [2].";
        }
        if (question.contains("MODEL-COPIES")) {
            return DESK.matcher(question).results().findFirst().orElseThrow().group() + " [2]";
        }
        if (question.contains("MODEL-SPELLS")) {
            return "The desk pays with the card " + CARD + " at stations [2].";
        }
        if (question.contains("MODEL-NOTHING")) {
            return "NOTHING";
        }
        return "You may work abroad for up to 30 calendar days a year [1].";
    }

    private static void stream(HttpExchange exchange, String text, int told) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (var body = exchange.getResponseBody()) {
            for (var word : text.splitWithDelimiters(text.contains(CARD) ? "" : " ", 0)) {
                body.write(("data: " + JSON.writeValueAsString(Map.of(
                        "id", "c", "object", "chat.completion.chunk", "created", 1, "model", "scripted",
                        "choices", List.of(Map.of("index", 0, "delta", Map.of("content", word))))) + "\n\n").getBytes(StandardCharsets.UTF_8));
                body.flush();
            }
            body.write(("data: " + JSON.writeValueAsString(Map.of(
                    "id", "c", "object", "chat.completion.chunk", "created", 1, "model", "scripted", "choices", List.of(),
                    "usage", Map.of("prompt_tokens", 10 * told, "completion_tokens", told, "total_tokens", 11 * told))) + "\n\ndata: [DONE]\n\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
