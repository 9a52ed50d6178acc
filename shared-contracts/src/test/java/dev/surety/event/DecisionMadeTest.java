package dev.surety.event;

import static dev.surety.event.EventSchema.JSON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.surety.event.AnswerRecord.Asker;
import dev.surety.policy.Action;
import dev.surety.policy.Caller;
import dev.surety.policy.Decided;
import dev.surety.policy.Decision;
import dev.surety.policy.Effect;
import dev.surety.policy.PolicyRequest;
import dev.surety.policy.Resource;
import dev.surety.request.Money;
import dev.surety.request.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionMadeTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00.123456789Z");
    private static final Caller OLIVE = new Caller("olive", "kestrel", Set.of("user:olive", "group:staff"), 1, false, "");
    private static final Decision ALLOWED = new Decision(Effect.ALLOW, "some-rule", "because", null, "3f9a0c1b2d4e");

    /** What was asked is what is asked again, to the last type, after it went through Kafka. */
    @ParameterizedTest
    @MethodSource("resources")
    void requestComesBackAsItWas(Resource resource) throws JsonProcessingException {
        var requestId = RequestId.next();
        var asked = new PolicyRequest(OLIVE, resource, NOW);

        var made = DecisionMade.of(requestId + "/0", requestId, "inference", asked, ALLOWED);
        var event = JSON.writeValueAsString(CloudEvent.of(made.id(), "/surety/inference", DecisionMade.TYPE, requestId.toString(), NOW, made));
        var read = JSON.readValue(event, new TypeReference<CloudEvent<DecisionMade>>() {}).data();

        assertEquals("[]", EventSchema.of("policy-decision.v1").violations(event));
        assertEquals(asked, read.asked());
    }

    @Test
    void thereIsAResourceForEachAction() {
        assertEquals(List.of(Action.values()), resources().map(Resource::action).sorted().toList());
    }

    @Test
    void requestWhoseMembersAreNotThoseOfItsActionCantBeAskedAgain() {
        var made = new DecisionMade(
                "1", RequestId.next(), NOW, "inference", Action.SEARCH, Map.of("corpus", "kestrel"),
                new DecisionMade.Who("olive", "kestrel", List.of(), 1, false, ""), Effect.ALLOW, "some-rule", "because", "3f9a0c1b2d4e");

        assertThrows(IllegalArgumentException.class, made::asked);
    }

    /** An answer's record holds the question and the asker once; each decision told on its own holds them again. */
    @Test
    void decisionsOfAnAnswersRecordCanBeAskedAgain() {
        var id = RequestId.next();
        var resources = List.of(Resource.ask("How many days?", "auto"), Resource.search("kestrel"), Resource.answer("small", 1, List.of("kestrel")));
        var record = record(id, new Asker("olive", "kestrel", List.of("group:staff", "user:olive"), 1, "surety-batch"), resources);

        var made = DecisionMade.of(id + "/answered", record);

        var olive = new Caller("olive", "kestrel", Set.of("user:olive", "group:staff"), 1, false, "surety-batch");
        assertEquals(resources.stream().map(resource -> new PolicyRequest(olive, resource, NOW)).toList(), made.stream().map(DecisionMade::asked).toList());
        assertEquals(List.of(id + "/answered/0", id + "/answered/1", id + "/answered/2"), made.stream().map(DecisionMade::id).toList());
        assertEquals(List.of("inference", "retrieval", "inference"), made.stream().map(DecisionMade::service).toList());
        made.forEach(one -> assertEquals(
                "[]", EventSchema.of("policy-decision.v1").violations(CloudEvent.of(one.id(), "/surety/inference", DecisionMade.TYPE, id.toString(), NOW, one))));
    }

    @Test
    void serviceIsKnownByItsTag() {
        var record = record(RequestId.next(), new Asker("ingestion", "surety", List.of("service:ingestion"), 0, null), List.of(Resource.search("kestrel")));

        assertEquals(List.of(true), DecisionMade.of("e", record).stream().map(made -> made.caller().service()).toList());
    }

    @Test
    void recordOfNobodyTellsNoDecisions() {
        assertEquals(List.of(), DecisionMade.of("e", record(RequestId.next(), null, List.of(Resource.search("kestrel")))));
    }

    private static AnswerRecord record(RequestId id, @Nullable Asker asker, List<Resource> resources) {
        return new AnswerRecord(
                id, "", NOW, "How many days?", null, asker, List.of(), List.of(), resources.stream().map(one -> Decided.of(one, ALLOWED)).toList(),
                "answered", null, "", List.of(), "none", "none", 0, 0, Money.of("0"), Map.of(), List.of(), "", "3f9a0c1b2d4e", "0.1.0");
    }

    static Stream<Resource> resources() {
        return Stream.of(
                Resource.ask("How many days?", "auto"),
                Resource.search("kestrel"),
                Resource.read("kestrel", "d-1", "kestrel", 2),
                Resource.useTier("large", "fast-1", true, "eu", 1, List.of("kestrel", "ops")),
                Resource.answer("large", 2, List.of()),
                Resource.callTool("create-ticket", true),
                Resource.actFor("olive", "kestrel"),
                Resource.administer());
    }
}
