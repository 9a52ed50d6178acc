package dev.surety.event;

import static dev.surety.event.EventSchema.JSON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.api.Outcome;
import dev.surety.api.Passage;
import dev.surety.contract.BurnState;
import dev.surety.contract.Degradation;
import dev.surety.contract.SliceName;
import dev.surety.contract.Tier;
import dev.surety.contract.WhenSpent;
import dev.surety.event.AnswerRecord.PassageSeen;
import dev.surety.policy.Action;
import dev.surety.policy.Effect;
import dev.surety.request.Money;
import dev.surety.request.RequestId;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventContractTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00.123456789Z");

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleFollowsItsSchema(String example) {
        assertEquals("[]", schemaOf(example).violations(EventSchema.example(example)));
    }

    @Test
    void everySchemaHasAnExample() {
        var schemas = names("schemas", ".schema.json").toList();

        assertEquals(schemas, examples().map(EventContractTest::schemaName).distinct().toList());
    }

    /** What we read and write again is what was there: nothing is lost, added or spelled differently. */
    @ParameterizedTest
    @MethodSource("examplesOfOurRecords")
    void everyExampleIsReadAndWrittenUnchanged(String example, TypeReference<?> type) throws JsonProcessingException {
        var text = EventSchema.example(example);

        var written = JSON.writeValueAsString(JSON.readValue(text, type));

        assertEquals(JSON.readTree(text), JSON.readTree(written));
    }

    /** A producer of tomorrow writes more than a reader of today knows, on every level. */
    @ParameterizedTest
    @MethodSource("examplesOfOurRecords")
    void membersThatNobodyKnowsAreIgnored(String example, TypeReference<?> type) throws JsonProcessingException {
        var text = EventSchema.example(example);

        var tomorrow = JSON.writeValueAsString(withMore(JSON.readTree(text)));

        assertEquals("[]", schemaOf(example).violations(tomorrow));
        assertEquals((Object) JSON.readValue(text, type), JSON.readValue(tomorrow, type));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "answer.v1.answered | /specversion              | \"0.3\"",
                "answer.v1.answered | /id                       | absent",
                "answer.v1.answered | /source                   | \"\"",
                "answer.v1.answered | /type                     | \"dev.surety.answer.recorded.v2\"",
                "answer.v1.answered | /time                     | \"yesterday\"",
                "answer.v1.answered | /data                     | \"e30=\"",
                "answer.v1.answered | /data/requestId           | \"0193a1c2-7b1e-4c3d-9a55-2f0c6d1e8b10\"",
                "answer.v1.answered | /data/question            | absent",
                "answer.v1.answered | /data/at                  | 1764000000",
                "answer.v1.answered | /data/asker/tags          | \"group:staff\"",
                "answer.v1.answered | /data/passages            | absent",
                "answer.v1.answered | /data/passages/0/rank     | 0",
                "answer.v1.answered | /data/passages/0/scores/vector | \"high\"",
                "answer.v1.answered | /data/stages/0/tookMs     | absent",
                "answer.v1.answered | /data/decisions/0/effect  | \"maybe\"",
                "answer.v1.answered | /data/decisions/0/rule    | absent",
                "answer.v1.answered | /data/outcome             | \"unknown\"",
                "answer.v1.answered | /data/problem             | \"internal\"",
                "answer.v1.answered | /data/citations/0/quote   | absent",
                "answer.v1.answered | /data/tier                | \"huge\"",
                "answer.v1.answered | /data/costUsd             | 0.0000423",
                "answer.v1.answered | /data/costUsd             | \"4.23E-5\"",
                "answer.v1.answered | /data/costUsd             | \"-1\"",
                "answer.v1.answered | /data/timingsMs/generate  | 812.25",
                "answer.v1.answered | /data/degraded/0          | \"somehow\"",
                "answer.v1.failed   | /data/problem             | absent",
                "answer.v1.failed   | /data/policyVersion       | null",
                "index-release.v1   | /type                     | \"dev.surety.answer.recorded.v1\"",
                "index-release.v1   | /data/index               | \"../kestrel\"",
                "index-release.v1   | /data/release             | \"kestrel\"",
                "index-release.v1   | /data/revision            | 0",
                "index-release.v1   | /data/revision            | \"42\"",
                "index-release.v1   | /data/documents           | absent",
                "eval-run.v1.started | /data/state              | \"finished\"",
                "eval-run.v1.started | /data/verdict            | \"passed\"",
                "eval-run.v1.started | /data/cases              | 1.5",
                "eval-run.v1.finished | /data/verdict           | absent",
                "eval-run.v1.finished | /data/verdict           | \"perhaps\"",
                "eval-run.v1.finished | /data/runId             | \"first\"",
                "eval-run.v1.aborted | /data/verdict            | \"failed\"",
                "slo-window.v1      | /id                       | \"retrieval-1/retrieve/now\"",
                "slo-window.v1      | /type                     | \"dev.surety.slo.burn.v1\"",
                "slo-window.v1      | /data/objective           | \"lunch\"",
                "slo-window.v1      | /data/replica             | \"a/b\"",
                "slo-window.v1      | /data/contract            | absent",
                "slo-window.v1      | /data/startsAt            | 1795514400000",
                "slo-window.v1      | /data/lengthMs            | 0",
                "slo-window.v1      | /data/total               | -1",
                "slo-window.v1      | /data/failed              | \"1\"",
                "slo-window.v1      | /data/late                | absent",
                "dead-letter.v1     | /data/reason              | \"Missing field\"",
                "dead-letter.v1     | /data/offset              | -1",
                "dead-letter.v1     | /data/payload             | absent",
                "source-document.v1.upserted | /data/allow      | absent",
                "source-document.v1.upserted | /data/deny       | [\"public\"]",
                "source-document.v1.upserted | /data/contentUri | \"https://kestrelquay.example/a\"",
                "source-document.v1.access-changed | /data/clearance | \"0\"",
                "source-document.v1.deleted | /type             | \"dev.surety.document.upserted.v1\"",
                "slo-burn.v1        | /data/state               | \"fine\"",
                "slo-burn.v1        | /data/since               | absent",
                "slo-burn.v1        | /data/budgetLeft          | 1.5",
                "slo-burn.v1        | /data/budgetLeft          | \"0.5\"",
                "slo-burn.v1        | /data/burns/0/shorter     | -1",
                "slo-burn.v1        | /data/burns/0/limit       | absent",
                "slo-burn.v1        | /data/revision            | 0",
                "slo-burn.v1        | /data/objective           | \"Answer!\"",
                "slo-mode.v1        | /data/mode                | \"somehow\"",
                "slo-mode.v1        | /data/inForce             | \"true\"",
                "slo-mode.v1        | /data/replica             | absent",
                "budget-share-reached.v1 | /data/day            | \"today\"",
                "budget-share-reached.v1 | /data/share          | 80",
                "budget-share-reached.v1 | /data/spentUsd       | 16.000412",
                "budget-share-reached.v1 | /data/whenSpent      | \"bill\"",
                "policy-decision.v1.allowed | /id               | absent",
                "policy-decision.v1.allowed | /type             | \"dev.surety.policy.decided.v2\"",
                "policy-decision.v1.allowed | /data/id          | absent",
                "policy-decision.v1.allowed | /data/requestId   | \"one\"",
                "policy-decision.v1.allowed | /data/at          | 1764000000",
                "policy-decision.v1.allowed | /data/action      | \"peek\"",
                "policy-decision.v1.allowed | /data/resource    | absent",
                "policy-decision.v1.allowed | /data/resource/clearance | 1.5",
                "policy-decision.v1.allowed | /data/resource/indexes   | [1]",
                "policy-decision.v1.allowed | /data/resource/tier      | { \"name\": \"large\" }",
                "policy-decision.v1.allowed | /data/caller/tags | \"group:staff\"",
                "policy-decision.v1.allowed | /data/caller/clearance | -1",
                "policy-decision.v1.allowed | /data/caller/actor | null",
                "policy-decision.v1.denied  | /data/effect      | \"perhaps\"",
                "policy-decision.v1.denied  | /data/rule        | \"\"",
                "policy-decision.v1.denied  | /data/policyVersion | absent",
                "tool-call.v1.done | /data/callId                | \"first\"",
                "tool-call.v1.done | /data/outcome               | \"somehow\"",
                "tool-call.v1.done | /data/argumentsSha256       | \"abc\"",
                "tool-call.v1.done | /data/costUsd               | 0.001",
                "tool-call.v1.done | /data/caller                | absent",
                "tool-call.v1.refused | /data/problem            | absent",
                "tool-call.v1.refused | /data/tool               | \"Create Ticket\"",
                "entitlements-changed.v1 | /data/tenant         | absent",
                "entitlements-changed.v1 | /data/epoch          | 0",
                "entitlements-changed.v1 | /data/epoch          | \"42\"",
                "entitlements-changed.v1 | /data/subjects       | absent",
                "entitlements-changed.v1 | /data/subjects/0     | \"\"",
            })
    void whatIsMissingOrWrongIsRejected(String example, String place, String json) throws JsonProcessingException {
        var event = JSON.readTree(EventSchema.example(example));

        replace(event, place, json);

        assertNotEquals("[]", schemaOf(example).violations(JSON.writeValueAsString(event)));
    }

    @Test
    void whatWeWriteFollowsTheSchemas() {
        var id = RequestId.next();
        var seen = PassageSeen.of(new Passage("d-1:0", "d-1", "", "", "corpus://a", "text", 1, null, new Passage.Scores(null, null, null, null), "a", 0));
        var sparse = new AnswerRecord(
                id, "", NOW, "?a", null, null, List.of(seen),
                List.of(new AnswerRecord.StageLine("retrieve", "", "", "", 0, Money.of("0.0000001"))), List.of(),
                Outcome.REFUSED.label(), null, "", List.of(), "none", "exact", 0, 0, Money.of("0.15").perMillion(7), Map.of("retrieve", 0L),
                List.of(Degradation.TIER_FALLBACK.label()), "", "abc", "0.1.0");
        var changed = new IndexChanged("a", "a-0001", 1, 0);
        var letter = new DeadLetter("malformed-event", "not JSON", Topics.ANSWERS, 0, 0, null, null, "", 0);
        var deleted = new DocumentChange("a", "corpus://a", null, null, null, null, null, null, null, null, null);

        assertEquals("[]", EventSchema.of("answer.v1").violations(CloudEvent.of(id + "/refused", "/test", AnswerRecord.TYPE, id.toString(), NOW, sparse)));
        assertEquals("[]", EventSchema.of("index-release.v1").violations(CloudEvent.of("a-0001@1", "/test", IndexChanged.TYPE, "a", NOW, changed)));
        assertEquals("[]", EventSchema.of("dead-letter.v1").violations(CloudEvent.of("a-0-0", "/test", DeadLetter.TYPE, "a", NOW, letter)));
        assertEquals("[]", EventSchema.of("source-document.v1").violations(CloudEvent.of("1", "/test", DocumentEvents.DELETED, "a", NOW, deleted)));
    }

    @Test
    void objectivesOfAWindowAreTheSlicesAndTheAnswer() throws JsonProcessingException {
        var objectives = JSON.readTree(EventSchema.source("slo-window.v1")).at("/properties/data/properties/objective/enum");

        assertEquals(words(Arrays.stream(SliceName.values()).map(SliceName::label), SliceWindow.ANSWER), words(objectives));
    }

    /** A word that Java knows and the schema doesn't would make records that break the contract. */
    @Test
    void wordsOfTheAnswerRecordAreThoseOfTheCode() throws JsonProcessingException {
        var properties = JSON.readTree(EventSchema.source("answer.v1")).at("/properties/data/properties");

        assertEquals(words(Arrays.stream(Outcome.values()).map(Outcome::label), "failed"), words(properties.at("/outcome/enum")));
        assertEquals(words(Arrays.stream(Tier.values()).map(Tier::label), "none"), words(properties.at("/tier/enum")));
        assertEquals(words(Arrays.stream(Degradation.values()).map(Degradation::label)), words(properties.at("/degraded/items/enum")));
    }

    @Test
    void wordsOfTheSloStatusAreThoseOfTheCode() throws JsonProcessingException {
        var burn = JSON.readTree(EventSchema.source("slo-burn.v1")).at("/properties/data/properties");
        var mode = JSON.readTree(EventSchema.source("slo-mode.v1")).at("/properties/data/properties");
        var share = JSON.readTree(EventSchema.source("budget-share-reached.v1")).at("/properties/data/properties");

        assertEquals(words(Arrays.stream(BurnState.values()).map(BurnState::label)), words(burn.at("/state/enum")));
        assertEquals(words(Arrays.stream(Degradation.values()).map(Degradation::label)), words(mode.at("/mode/enum")));
        assertEquals(words(Arrays.stream(WhenSpent.values()).map(WhenSpent::label)), words(share.at("/whenSpent/enum")));
    }

    @Test
    void wordsOfADecisionAreThoseOfTheCode() throws JsonProcessingException {
        var properties = JSON.readTree(EventSchema.source("policy-decision.v1")).at("/properties/data/properties");

        assertEquals(words(Arrays.stream(Action.values()).map(Action::label)), words(properties.at("/action/enum")));
        assertEquals(words(Arrays.stream(Effect.values()).map(Effect::label)), words(properties.at("/effect/enum")));
    }

    @ParameterizedTest
    @CsvSource({"specversion", "id", "source", "type", "data"})
    void envelopeWithoutARequiredAttributeIsNoEvent(String attribute) throws JsonProcessingException {
        var event = (ObjectNode) JSON.readTree(EventSchema.example("index-release.v1"));
        event.remove(attribute);

        assertThrows(JsonMappingException.class, () -> JSON.treeToValue(event, CloudEvent.class));
    }

    @Test
    void onlyVersion1IsRead() throws JsonProcessingException {
        var event = (ObjectNode) JSON.readTree(EventSchema.example("index-release.v1"));
        event.put("specversion", "0.3");

        assertThrows(JsonMappingException.class, () -> JSON.treeToValue(event, CloudEvent.class));
    }

    /** Ids lie in indexes and in links: what is computed today has to be what was computed yesterday. */
    @Test
    void documentIdsStayWhatTheyAre() {
        assertEquals("d-b88a24c8cf8c82e2f9cc0416f5278199", DocumentEvents.documentId("kestrel", "corpus://kestrel/people/annual-leave.md"));
        assertNotEquals(DocumentEvents.documentId("a", "b"), DocumentEvents.documentId("b", "a"));
    }

    /** Questions, passages and payloads never enter a log. */
    @Test
    void textOfAnEventIsIdsOnly() throws JsonProcessingException {
        var answer = JSON.readValue(EventSchema.example("answer.v1.answered"), new TypeReference<CloudEvent<AnswerRecord>>() {}).data();
        var document = JSON.readValue(EventSchema.example("source-document.v1.upserted"), new TypeReference<CloudEvent<DocumentChange>>() {}).data();
        var decision = JSON.readValue(EventSchema.example("policy-decision.v1.denied"), new TypeReference<CloudEvent<DecisionMade>>() {}).data();

        assertEquals("AnswerRecord[0193a1c2-7b1e-7c3d-9a55-2f0c6d1e8b10, answered]", answer.toString());
        assertEquals("Asker[2 tags]", String.valueOf(answer.asker()));
        assertEquals("PassageSeen[d-1f4b6a0c2e9d4f6b8a7c5e3d1b9f7a5c:0, rank 1]", answer.passages().getFirst().toString());
        assertEquals("DocumentChange[kestrel, corpus://kestrel/people/annual-leave.md]", document.toString());
        assertEquals("DecisionMade[0193a1c2-7b1f-7c3d-9a55-2f0c6d1e8b11/0, ask, deny by no-match]", decision.toString());
        assertEquals("Who[1 tags]", decision.caller().toString());
    }

    static Stream<String> examples() {
        return names("schemas/examples", ".json");
    }

    /** Runs of suites are written by evaluation, whose own test holds them against the schema. */
    static Stream<Arguments> examplesOfOurRecords() {
        var types = Map.<String, TypeReference<?>>ofEntries(
                Map.entry("answer.v1", new TypeReference<CloudEvent<AnswerRecord>>() {}),
                Map.entry("dead-letter.v1", new TypeReference<CloudEvent<DeadLetter>>() {}),
                Map.entry("slo-window.v1", new TypeReference<CloudEvent<SliceWindow>>() {}),
                Map.entry("index-release.v1", new TypeReference<CloudEvent<IndexChanged>>() {}),
                Map.entry("source-document.v1", new TypeReference<CloudEvent<DocumentChange>>() {}),
                Map.entry("slo-burn.v1", new TypeReference<CloudEvent<BurnStatus>>() {}),
                Map.entry("slo-mode.v1", new TypeReference<CloudEvent<ModeChange>>() {}),
                Map.entry("budget-share-reached.v1", new TypeReference<CloudEvent<BudgetShareReached>>() {}),
                Map.entry("policy-decision.v1", new TypeReference<CloudEvent<DecisionMade>>() {}),
                Map.entry("entitlements-changed.v1", new TypeReference<CloudEvent<EntitlementsChanged>>() {}),
                Map.entry("tool-call.v1", new TypeReference<CloudEvent<ToolCallRecord>>() {}));
        return examples()
                .filter(example -> types.containsKey(schemaName(example)))
                .map(example -> Arguments.of(example, types.get(schemaName(example))));
    }

    private static EventSchema schemaOf(String example) {
        return EventSchema.of(schemaName(example));
    }

    static String schemaName(String example) {
        return example.replaceFirst("(\\.v\\d+)\\..*$", "$1");
    }

    private static Stream<String> names(String folder, String ending) {
        try (var files = Files.list(Path.of(CloudEvent.class.getResource("/" + folder).toURI()))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException | URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void replace(JsonNode event, String place, String json) throws JsonProcessingException {
        var cut = place.lastIndexOf('/');
        var parent = event.at(place.substring(0, cut));
        var member = place.substring(cut + 1);
        switch (parent) {
            case ObjectNode object when json.equals("absent") -> object.remove(member);
            case ObjectNode object -> object.set(member, JSON.readTree(json));
            case ArrayNode array -> array.set(Integer.parseInt(member), JSON.readTree(json));
            default -> throw new IllegalArgumentException("there is no " + place);
        }
    }

    private static JsonNode withMore(JsonNode node) {
        // Maps: another member there would be another stage, or something else that was decided about.
        node.properties().stream().filter(member -> !Set.of("timingsMs", "resource").contains(member.getKey())).forEach(member -> withMore(member.getValue()));
        if (node instanceof ObjectNode object) {
            object.put("tomorrow", "more");
        } else if (node.isArray()) {
            node.forEach(EventContractTest::withMore);
        }
        return node;
    }

    private static List<String> words(Stream<String> labels, String... more) {
        return Stream.concat(labels, Arrays.stream(more)).sorted().toList();
    }

    private static List<String> words(JsonNode labels) {
        return labels.valueStream().map(JsonNode::asText).sorted().toList();
    }
}
