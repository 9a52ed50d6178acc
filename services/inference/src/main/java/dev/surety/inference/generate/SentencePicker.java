package dev.surety.inference.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.langchain4j.model.openai.internal.chat.JsonSchema;
import dev.langchain4j.model.openai.internal.chat.ResponseFormat;
import dev.langchain4j.model.openai.internal.chat.ResponseFormatType;
import dev.surety.inference.release.Prompts;
import dev.surety.inference.route.Evidence.Candidate;
import dev.surety.inference.route.Routed;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Lets a model pick sentences by number. What it returns can be out of place, but never made up. */
final class SentencePicker implements Writer {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_PICKED = 3;

    private final ModelCalls calls;
    private final Model.Endpoint endpoint;
    private final Prompts prompts;
    private final GenerateConfig.SmallConfig config;

    SentencePicker(ModelCalls calls, Model.Endpoint endpoint, Prompts prompts, GenerateConfig.SmallConfig config) {
        this.calls = calls;
        this.endpoint = endpoint;
        this.prompts = prompts;
        this.config = config;
    }

    @Override
    public Uni<List<Statement>> write(Routed routed) {
        var candidates = routed.evidence().sentences().stream().limit(config.candidates()).toList();
        var system = prompts.pick();
        var material = new Material(
                routed.question().text(), candidates.stream().map(candidate -> new Material.Piece("", candidate.text())).toList());
        return calls.reply(routed, endpoint, material, shown -> new ModelRequest(system, frame(shown), numbersOf(shown.pieces().size())))
                .map(reply -> statements(reply.text(), candidates.subList(0, reply.pieces()), routed));
    }

    private static String frame(Material shown) {
        var frame = new StringBuilder("Sentences:\n");
        IntStream.rangeClosed(1, shown.pieces().size())
                .forEach(number -> frame.append(number).append(". ").append(shown.pieces().get(number - 1).text()).append('\n'));
        return frame.append("Question: ").append(shown.question()).toString();
    }

    /** {@code {"sentences":[…]}} with one to three of the numbers that there are. */
    private static ResponseFormat numbersOf(int candidates) {
        var numbers = IntStream.rangeClosed(1, candidates).boxed().toList();
        Map<String, Object> schema = Map.of(
                "type", "object",
                "properties", Map.of("sentences", Map.of(
                        "type", "array", "items", Map.of("type", "integer", "enum", numbers), "minItems", 1, "maxItems", MOST_PICKED)),
                "required", List.of("sentences"),
                "additionalProperties", false);
        return ResponseFormat.builder()
                .type(ResponseFormatType.JSON_SCHEMA)
                .jsonSchema(JsonSchema.builder().name("picked").strict(true).schema(schema).build())
                .build();
    }

    private static List<Statement> statements(String reply, List<Candidate> candidates, Routed routed) {
        try {
            return StreamSupport.stream(JSON.readTree(reply).path("sentences").spliterator(), false)
                    .filter(JsonNode::isInt)
                    .mapToInt(JsonNode::intValue)
                    .filter(number -> number >= 1 && number <= candidates.size())
                    .distinct()
                    .limit(MOST_PICKED)
                    .mapToObj(number -> candidates.get(number - 1))
                    .map(candidate -> new Statement(
                            candidate.text(), List.of(routed.found().passages().indexOf(candidate.passage()) + 1)))
                    .toList();
        } catch (JsonProcessingException notJson) {
            throw new WriterFailed("malformed", "the reply is not the JSON that was asked for");
        }
    }
}
