package dev.surety.local.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.surety.local.bench.Question.Wanted;
import dev.surety.local.bench.Services.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Question LEAVE = new Question("q-1", "simple", "reworded", "How long?", "ada",
            new Wanted(List.of("corp/leave.md", "corp/time.md"), List.of("corp/index.md"), List.of("28 days"), List.of(), List.of()));

    @Test
    void answerIsJudgedByWhatItCitesAndSays() throws JsonProcessingException {
        var reply = reply(200, """
                {"requestId": "r", "outcome": "answered", "text": "**28 days** [1].", "tier": "extractive", "cache": "none",
                 "citations": [{"uri": "corpus://h/corp/leave.md"}]}""");

        var verdict = Verdict.of(LEAVE, reply, 12.3456, List.of());

        assertEquals(new Verdict("q-1", "simple", "reworded", "ada", "answered", true, false, true, List.of("corpus://h/corp/leave.md"), "extractive",
                "none", 12.346, "r", List.of()), verdict);
    }

    @Test
    void acceptedDocumentCountsAndALongerNameDoesNot() throws JsonProcessingException {
        var accepted = Verdict.of(LEAVE, reply(200, "{\"citations\": [{\"uri\": \"corpus://h/corp/index.md\"}]}"), 0, List.of());
        var other = Verdict.of(LEAVE, reply(200, "{\"citations\": [{\"uri\": \"corpus://h/corp/sick-leave.md\"}, {\"uri\": \"corpus://h/acorp/leave.md\"}]}"), 0, List.of());

        assertEquals(List.of(true, false), List.of(accepted.cites(), other.cites()));
    }

    @Test
    void problemIsAnOutcomeOfItsOwn() throws JsonProcessingException {
        assertEquals("problem-401", Verdict.of(LEAVE, reply(401, "{\"title\": \"A valid bearer token is needed\"}"), 0, List.of()).outcome());
    }

    @Test
    void talliesCountByCategoryAndByKindWithinIt() {
        var verdicts = List.of(
                verdict("simple", "", "answered", true, true, List.of()),
                verdict("simple", "reworded", "answered", true, false, List.of()),
                verdict("simple", "reworded", "sources-only", false, false, List.of()),
                verdict("no-permission", "", "refused", false, true, List.of("the reply names x", "the record names x")));

        var tallies = Tally.byKind(verdicts);

        assertEquals(
                Map.of(
                        "simple", new Tally(3, Map.of("answered", 2L, "sources-only", 1L), 2, 2, 1, 2, 1, 0),
                        "simple, reworded", new Tally(2, Map.of("answered", 1L, "sources-only", 1L), 1, 1, 0, 1, 0, 0),
                        "no-permission", new Tally(1, Map.of("refused", 1L), 0, 0, 1, 0, 0, 1)),
                tallies);
    }

    private static Verdict verdict(String category, String kind, String outcome, boolean cites, boolean says, List<String> leaks) {
        return new Verdict("q", category, kind, "ada", outcome, cites, cites, says, List.of(), "none", "none", 1, "r", leaks);
    }

    private static Reply reply(int status, String body) throws JsonProcessingException {
        return new Reply(status, body, JsonMapper.builder().build().readTree(body));
    }
}
