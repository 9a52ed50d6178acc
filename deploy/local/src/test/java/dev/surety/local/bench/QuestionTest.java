package dev.surety.local.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surety.local.bench.Question.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionTest {

    @TempDir
    Path folder;

    @Test
    void suiteIsReadWithWhatItExpects() throws IOException {
        var file = Files.writeString(folder.resolve("kestrel.yaml"), """
                suite: kestrel
                cases:
                  - id: leave-1
                    kind: simple
                    question: How many days of leave do I have?
                    askAs: alice
                    expect: { documents: [people/annual-leave.md], mustContain: ["28 days"] }
                  - { id: hidden-1, kind: not-permitted, question: "What does Bob earn?", askAs: alice, expect: { forbiddenDocuments: [pay.md] } }
                """);

        assertEquals(
                List.of(
                        new Question("leave-1", "simple", "", "How many days of leave do I have?", "alice",
                                new Wanted(List.of("people/annual-leave.md"), List.of(), List.of("28 days"), List.of(), List.of())),
                        new Question("hidden-1", "not-permitted", "", "What does Bob earn?", "alice",
                                new Wanted(List.of(), List.of(), List.of(), List.of("pay.md"), List.of()))),
                Question.ofSuite(file));
    }

    @Test
    void linesAreReadWithTheirKindOrTheirRule() throws IOException {
        var file = Files.writeString(folder.resolve("q.jsonl"), """
                {"id": "s-1", "class": "simple", "question": "A?", "askAs": "ada", "expect": {"documents": ["a.md"], "alsoAccepted": ["b.md"], "kind": "reworded"}}

                {"id": "p-1", "class": "policy", "question": "B?", "askAs": "guest", "expect": {"mustNotContain": ["5 users"], "rule": "cite"}}
                """);

        assertEquals(
                List.of(
                        new Question("s-1", "simple", "reworded", "A?", "ada", new Wanted(List.of("a.md"), List.of("b.md"), List.of(), List.of(), List.of())),
                        new Question("p-1", "policy", "cite", "B?", "guest", new Wanted(List.of(), List.of(), List.of(), List.of(), List.of("5 users")))),
                Question.ofLines(file));
    }

    @Test
    void questionWithoutAnAskerIsNamed() throws IOException {
        var file = Files.writeString(folder.resolve("q.jsonl"), "{\"id\": \"s-1\", \"class\": \"simple\", \"question\": \"A?\"}\n");

        assertEquals("q.jsonl: a question (id s-1) has no askAs", assertThrows(IOException.class, () -> Question.ofLines(file)).getMessage());
    }
}
