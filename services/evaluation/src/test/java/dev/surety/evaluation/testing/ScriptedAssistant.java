package dev.surety.evaluation.testing;

import static dev.surety.evaluation.testing.AnAnswer.BANDS;
import static dev.surety.evaluation.testing.AnAnswer.aRefusal;
import static dev.surety.evaluation.testing.AnAnswer.anAnswer;
import static dev.surety.evaluation.testing.AnAnswer.citation;
import static dev.surety.evaluation.testing.AnAnswer.passage;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.surety.api.Outcome;
import dev.surety.request.RequestId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** inference, as far as suites ask it: what it answers follows from the question, and the record goes to Kafka. */
public final class ScriptedAssistant {

    private static final String HOLDS = "surety.testing.assistant.holds";

    private final HttpServer server;
    private final AnswersTopic answers;
    private final ObjectMapper json;

    ScriptedAssistant(AnswersTopic answers, ObjectMapper json) {
        this.answers = answers;
        this.json = json;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/answers", this::answer);
        server.start();
    }

    /** Whoever asks to hold the line waits until this ends. */
    public static void holdTheLine(boolean hold) {
        System.setProperty(HOLDS, Boolean.toString(hold));
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void stop() {
        server.stop(0);
        answers.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var asker = ScriptedNeighbours.holder(exchange);
        var question = json.readTree(exchange.getRequestBody().readAllBytes()).path("question").asText();
        if (asker == null) {
            ScriptedNeighbours.reply(exchange, 401, "{\"type\": \"https://surety.dev/problems/unauthenticated\", \"title\": \"No\", \"status\": 401}");
            return;
        }
        if (question.equals("Is anybody there?")) {
            ScriptedNeighbours.reply(
                    exchange, 503, "{\"type\": \"https://surety.dev/problems/retrieval-unavailable\", \"title\": \"Down\", \"status\": 503}");
            return;
        }
        var answer = answerTo(question)
                .asking(question)
                .asked(asker.subject(), asker.tenant())
                .to(RequestId.parse(exchange.getRequestHeaders().getFirst("X-Request-Id")).orElseThrow());
        answers.publish(answer);
        ScriptedNeighbours.reply(exchange, 200, answer.answerJson().toString());
    }

    private static AnAnswer answerTo(String question) {
        return switch (question) {
            case "How many days of annual leave do I have?" -> anAnswer();
            case "When is the office open?" -> aRefusal().ending(Outcome.CLARIFICATION).saying("Which office do you mean?");
            case "What is the pay of level 4?" -> anAnswer()
                    .saying("Level 4 earns EUR 76,400 [1].")
                    .citing(citation(1, BANDS, "level 4: 76,400"))
                    .finding(passage(1, BANDS));
            case "Please hold the line." -> {
                while (Boolean.getBoolean(HOLDS)) {
                    LockSupport.parkNanos(20_000_000);
                }
                yield aRefusal();
            }
            default -> aRefusal();
        };
    }
}
