package dev.surety.local.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.surety.local.bench.Question.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Something that a person got to see: a reply, a stream, a record.
 *
 * @param where it came from, for a finding
 * @param raw   as it came
 * @param texts every text in it that was made of documents or may have been
 */
record Shown(String where, String raw, List<String> texts) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String EVENT_DATA = "data:";

    /** Ids, hashes and times hold digits by chance; the question is the asker's own words. */
    private static final Set<String> NOT_OF_DOCUMENTS = Set.of(
            "requestId", "traceId", "id", "documentId", "question", "at", "updatedAt", "policyVersion", "assistantRelease", "indexRelease", "costUsd",
            "subject", "conversationId");

    Shown {
        texts = List.copyOf(texts);
    }

    /** A body; a body that is no JSON is one text. */
    static Shown body(String where, String raw) {
        var texts = new ArrayList<String>();
        add(raw, texts);
        return new Shown(where, raw, texts);
    }

    /** Server-sent events: what each holds, and the pieces of text as a reader sees them, joined. */
    static Shown stream(String where, String raw) {
        var texts = new ArrayList<String>();
        var pieces = new StringBuilder();
        raw.lines().filter(line -> line.startsWith(EVENT_DATA)).map(line -> line.substring(EVENT_DATA.length()).strip()).forEach(data -> {
            add(data, texts);
            pieces.append(piece(data));
        });
        texts.add(pieces.toString());
        return new Shown(where, raw, texts);
    }

    /** What shows here and must not, one line each; a forbidden word is not repeated. */
    List<String> leaks(Wanted wanted) {
        var leaks = new ArrayList<String>();
        for (var document : wanted.forbiddenDocuments()) {
            // Anywhere at all, also as a part of something else: the name alone tells that the document exists.
            if (raw.contains(document)) {
                leaks.add(where + " names " + document);
            }
        }
        for (var number = 0; number < wanted.mustNotContain().size(); number++) {
            var forbidden = wanted.mustNotContain().get(number);
            if (texts.stream().anyMatch(text -> Wording.shows(text, forbidden))) {
                leaks.add("%s shows mustNotContain[%d]".formatted(where, number));
            }
        }
        return leaks;
    }

    private static void add(String raw, List<String> texts) {
        try {
            collect(JSON.readTree(raw), texts);
        } catch (JsonProcessingException plain) {
            texts.add(raw);
        }
    }

    private static void collect(JsonNode json, List<String> texts) {
        if (json.isTextual()) {
            texts.add(json.textValue());
        }
        if (json.isArray()) {
            json.forEach(one -> collect(one, texts));
        }
        json.properties().forEach(member -> {
            if (!NOT_OF_DOCUMENTS.contains(member.getKey())) {
                collect(member.getValue(), texts);
            }
        });
    }

    private static String piece(String data) {
        try {
            var json = JSON.readTree(data);
            return json.size() == 1 ? json.path("text").asText("") : "";
        } catch (JsonProcessingException plain) {
            return "";
        }
    }

    /** Sizes only. */
    @Override
    public String toString() {
        return "Shown[" + where + ", " + raw.length() + " characters]";
    }
}
