package dev.surety.event;

import static dev.surety.event.EventSchema.JSON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.surety.policy.Action;
import dev.surety.policy.Caller;
import dev.surety.policy.Decision;
import dev.surety.policy.Effect;
import dev.surety.policy.PolicyRequest;
import dev.surety.policy.Resource;
import dev.surety.request.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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
