package dev.surety.local.leak.way;

import dev.surety.local.leak.stack.Reply;
import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Principal;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code POST /v1/answers}: what stands in two documents, in one of the forms in which an answer can be had. */
final class Ask extends ForPeople {

    private static final int DEADLINE_MS = 20_000;
    /** Both are among the passages that an answer is made of, and most answers quote both. */
    private static final int MOST = 2;
    private static final double PROMISE = 0.6;

    private final Form form;
    private final Asked asked;

    Ask(Field field, Form form, Asked asked) {
        super(field, form.label, form.weight);
        this.form = form;
        this.asked = asked;
    }

    /** What is wanted. */
    enum Form {
        ANSWER("answer", 7),
        SOURCES("sources-only", 4),
        STREAM("stream", 3);

        private final String label;
        private final int weight;

        Form(String label, int weight) {
            this.label = label;
            this.weight = weight;
        }
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public double promise() {
        return PROMISE;
    }

    @Override
    public Brought aim(Principal who, List<Document> at) throws IOException, InterruptedException {
        var reply = ask(field, who, at.stream().map(Document::question).collect(Collectors.joining(" ")), form, Map.of("Cache-Control", "no-cache"));
        if (reply.status() == 200) {
            asked.add(new Asked.Question(who.name(), at.getFirst(), reply.requestId()));
        }
        return Brought.of(at, reply);
    }

    static Reply ask(Field field, Principal who, String question, Form form, Map<String, String> more) throws IOException, InterruptedException {
        var headers = new HashMap<>(field.passes().bearer(who));
        headers.putAll(more);
        headers.put("Accept", form == Form.STREAM ? "text/event-stream" : "application/json");
        return field.line().post("inference", "/v1/answers", headers, Map.of(
                "question", question, "mode", form == Form.SOURCES ? "sources-only" : "auto", "deadlineMs", DEADLINE_MS));
    }
}
