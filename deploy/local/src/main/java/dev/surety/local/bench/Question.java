package dev.surety.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A question with what is known about its right answer.
 *
 * @param id       unique in its file
 * @param category what is asked of the assistant: {@code simple}, {@code no-permission} and so on
 * @param kind     a closer word for the category, or empty
 * @param text     as a person would ask it
 * @param askAs    the person
 * @param wanted   what is right
 */
record Question(String id, String category, String kind, String text, String askAs, Wanted wanted) {

    static final String SIMPLE = "simple";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    /**
     * What is right. Documents are named by the tail of their URI.
     *
     * @param documents          one of them should be cited
     * @param alsoAccepted       as good
     * @param mustContain        an answer holds each of these
     * @param forbiddenDocuments must show nowhere
     * @param mustNotContain     must show nowhere
     */
    record Wanted(
            List<String> documents,
            List<String> alsoAccepted,
            List<String> mustContain,
            List<String> forbiddenDocuments,
            List<String> mustNotContain) {

        Wanted {
            documents = List.copyOf(documents);
            alsoAccepted = List.copyOf(alsoAccepted);
            mustContain = List.copyOf(mustContain);
            forbiddenDocuments = List.copyOf(forbiddenDocuments);
            mustNotContain = List.copyOf(mustNotContain);
        }

        private static Wanted of(JsonNode expect) {
            return new Wanted(
                    texts(expect.path("documents")),
                    texts(expect.path("alsoAccepted")),
                    texts(expect.path("mustContain")),
                    texts(expect.path("forbiddenDocuments")),
                    texts(expect.path("mustNotContain")));
        }
    }

    /**
     * The questions of a suite's file.
     *
     * @throws IOException when it can't be read or holds no cases
     */
    static List<Question> ofSuite(Path yaml) throws IOException {
        if (!Files.isRegularFile(yaml)) {
            throw new IOException(yaml + " is missing: it holds the questions to ask");
        }
        var questions = new ArrayList<Question>();
        for (var one : YAML.readTree(yaml.toFile()).path("cases")) {
            questions.add(of(one, text(one, "kind", yaml), "", yaml));
        }
        if (questions.isEmpty()) {
            throw new IOException(yaml + " holds no cases");
        }
        return questions;
    }

    /**
     * The questions of a file with one JSON object a line.
     *
     * @throws IOException when it can't be read or a line lacks what every question has
     */
    static List<Question> ofLines(Path jsonl) throws IOException {
        var questions = new ArrayList<Question>();
        for (var line : Files.readAllLines(jsonl)) {
            if (!line.isBlank()) {
                var one = JSON.readTree(line);
                var expect = one.path("expect");
                questions.add(of(one, text(one, "class", jsonl), expect.path("kind").asText(expect.path("rule").asText("")), jsonl));
            }
        }
        return questions;
    }

    private static Question of(JsonNode one, String category, String kind, Path file) throws IOException {
        return new Question(
                text(one, "id", file), category, kind, text(one, "question", file), text(one, "askAs", file), Wanted.of(one.path("expect")));
    }

    private static String text(JsonNode one, String member, Path file) throws IOException {
        var value = one.path(member).asText("");
        if (value.isBlank()) {
            throw new IOException("%s: a question (id %s) has no %s".formatted(file.getFileName(), one.path("id").asText("unknown"), member));
        }
        return value;
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    /** Without the text. */
    @Override
    public String toString() {
        return "Question[" + id + ", " + category + "]";
    }
}
