package dev.surety.evaluation.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.surety.api.Answer;
import dev.surety.api.Citation;
import dev.surety.api.Outcome;
import dev.surety.api.Passage;
import dev.surety.event.AnswerRecord;
import dev.surety.event.AnswerRecord.Asker;
import dev.surety.event.AnswerRecord.PassageSeen;
import dev.surety.event.AnswerRecord.StageLine;
import dev.surety.request.Money;
import dev.surety.request.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer and its record, which tell the same unless a test wants it otherwise: alice's of the tenant kestrel, with one passage and one citation
 * of the page about annual leave.
 */
public final class AnAnswer {

    public static final String LEAVE = "people/annual-leave.md";
    public static final String BANDS = "people/compensation/salary-bands.md";

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private static final Instant UPDATED = Instant.parse("2026-03-01T08:00:00Z");

    private RequestId requestId = RequestId.next();
    private Instant at = Instant.parse("2026-05-01T10:00:00.123Z");
    private String question = "How many days of annual leave do I have?";
    private Outcome outcome = Outcome.ANSWERED;
    private String text = "You have 28 days of annual leave a year [1].";
    private @Nullable String recordedText;
    private String subject = "alice";
    private String tenant = "kestrel";
    private List<Citation> citations = List.of(citation(1, LEAVE, "28 days of annual leave"));
    private List<PassageSeen> passages = List.of(passage(1, LEAVE));
    private String cache = "none";
    private String reason = "1 passages";

    private AnAnswer() {}

    public static AnAnswer anAnswer() {
        return new AnAnswer();
    }

    /** One with neither passages nor citations. */
    public static AnAnswer aRefusal() {
        return new AnAnswer().ending(Outcome.REFUSED).saying("I can't answer that.").citing().finding();
    }

    public AnAnswer to(RequestId id) {
        requestId = id;
        return this;
    }

    public AnAnswer at(Instant when) {
        at = when;
        return this;
    }

    public AnAnswer asked(String by, String ofTenant) {
        subject = by;
        tenant = ofTenant;
        return this;
    }

    public AnAnswer asking(String words) {
        question = words;
        return this;
    }

    public AnAnswer ending(Outcome how) {
        outcome = how;
        return this;
    }

    public AnAnswer saying(String words) {
        text = words;
        return this;
    }

    /** The record tells another text than the answer. */
    public AnAnswer recordedAs(String words) {
        recordedText = words;
        return this;
    }

    public AnAnswer citing(Citation... some) {
        citations = List.of(some);
        return this;
    }

    public AnAnswer finding(PassageSeen... some) {
        passages = List.of(some);
        return this;
    }

    public AnAnswer fromCache() {
        cache = "exact";
        return this;
    }

    /** What the one stage line says. */
    public AnAnswer because(String why) {
        reason = why;
        return this;
    }

    public Answer answer() {
        return new Answer(
                requestId, outcome, text, citations, null, null, List.of(), "extractive", cache, Money.of("0.000412"), Map.of("retrieve", 41L),
                "kestrel-0001", "0123456789ab", "assistant-1");
    }

    public JsonNode answerJson() {
        return JSON.valueToTree(answer());
    }

    public AnswerRecord record() {
        return new AnswerRecord(
                requestId, "4bf92f3577b34da6a3ce929d0e0e4736", at, question, null,
                new Asker(subject, tenant, List.of("group:staff", "tenant:" + tenant, "user:" + subject), 1, null),
                passages, List.of(new StageLine("retrieve", "kestrel-0001", "found", reason, 41.5, Money.of("0"))), List.of(), outcome.label(), null,
                recordedText == null ? text : recordedText, citations, "extractive", cache, 120, 30, Money.of("0.000412"), Map.of("retrieve", 41L),
                List.of(), "kestrel-0001", "0123456789ab", "assistant-1");
    }

    public JsonNode recordJson() {
        return JSON.valueToTree(record());
    }

    public static Citation citation(int number, String page, String quote) {
        return new Citation(number, idOf(page), "Title of " + page, uriOf(page), "Section", quote, UPDATED);
    }

    public static PassageSeen passage(int rank, String page) {
        return new PassageSeen(
                idOf(page) + ":" + rank, idOf(page), "Title of " + page, "Section", uriOf(page), rank, new Passage.Scores(7.25, 0.75, 0.5, null));
    }

    public static String uriOf(String page) {
        return "corpus://kestrel/" + page;
    }

    /** Tells nothing of the page. */
    private static String idOf(String page) {
        return "doc-" + Integer.toHexString(page.hashCode());
    }
}
