package dev.surety.local.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.surety.local.bench.Question.Wanted;
import dev.surety.local.bench.Services.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What came of one question.
 *
 * @param id        of the question
 * @param category  of the question
 * @param kind      of the question
 * @param askAs     who asked
 * @param outcome   of the reply, or {@code problem-<status>}
 * @param cites     whether a document that is right is cited
 * @param citesAll  whether every expected document is cited
 * @param says      whether the text holds all that it must; true where nothing is asked for
 * @param cited     URIs that are cited
 * @param tier      that wrote the text
 * @param cache     whether it was kept from an earlier time
 * @param tookMs    from request to reply
 * @param requestId of the reply, empty if it has none
 * @param leaks     what showed and must not
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Verdict(
        String id,
        String category,
        String kind,
        String askAs,
        String outcome,
        boolean cites,
        boolean citesAll,
        boolean says,
        List<String> cited,
        String tier,
        String cache,
        double tookMs,
        String requestId,
        List<String> leaks) {

    static final String ANSWERED = "answered";

    Verdict {
        cited = List.copyOf(cited);
        leaks = List.copyOf(leaks);
    }

    static Verdict of(Question question, Reply reply, double tookMs, List<String> leaks) {
        var body = reply.body();
        var cited = StreamSupport.stream(body.path("citations").spliterator(), false).map(citation -> citation.path("uri").asText()).toList();
        var wanted = question.wanted();
        return new Verdict(
                question.id(),
                question.category(),
                question.kind(),
                question.askAs(),
                reply.status() == 200 ? body.path("outcome").asText("none") : "problem-" + reply.status(),
                cites(cited, wanted),
                wanted.documents().stream().allMatch(document -> isCited(cited, document)),
                wanted.mustContain().stream().allMatch(words -> Wording.says(body.path("text").asText(), words)),
                cited,
                body.path("tier").asText("none"),
                body.path("cache").asText("none"),
                Figure.rounded(tookMs),
                body.path("requestId").asText(""),
                leaks);
    }

    /** With what was found out later. */
    Verdict with(List<String> moreLeaks) {
        var all = new ArrayList<>(leaks);
        all.addAll(moreLeaks);
        return new Verdict(id, category, kind, askAs, outcome, cites, citesAll, says, cited, tier, cache, tookMs, requestId, all);
    }

    boolean isAnswered() {
        return outcome.equals(ANSWERED);
    }

    private static boolean cites(List<String> cited, Wanted wanted) {
        return wanted.documents().stream().anyMatch(document -> isCited(cited, document))
                || wanted.alsoAccepted().stream().anyMatch(document -> isCited(cited, document));
    }

    private static boolean isCited(List<String> cited, String document) {
        return cited.stream().anyMatch(uri -> uri.equals(document) || uri.endsWith("/" + document));
    }
}
