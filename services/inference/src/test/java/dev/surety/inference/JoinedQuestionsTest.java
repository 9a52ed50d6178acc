package dev.surety.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.local.testing.RealKafka;
import dev.surety.local.testing.RealPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many who ask the same thing at the same time, before a model that takes its time and counts what it is asked. */
@QuarkusTest
@TestProfile(LargeTierTest.LargeFirst.class)
@QuarkusTestResource(RealKafka.class)
@QuarkusTestResource(value = RealPostgres.class, initArgs = @ResourceArg(name = "schema", value = "inference"))
@QuarkusTestResource(ScriptedPeers.class)
class JoinedQuestionsTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @ConfigProperty(name = "surety.retrieval.url")
    String peers;

    private ExecutorService askers;

    @BeforeEach
    void cacheKnowsTheDocuments() throws Exception {
        Answers.announceIndex(kafka);
        Answers.untilCached("How many days may I work abroad, to see that answers are kept?");
        askers = Executors.newVirtualThreadPerTaskExecutor();
    }

    @AfterEach
    void nobodyAsks() {
        askers.close();
    }

    @Test
    void oneAnswerIsMadeForAllWhoAskTheSame() {
        var question = "MODEL-PONDERS how many days may everybody work abroad?";

        var replies = atOnce(question, "alice", "alice", "alice", "alice", "alice");

        assertEquals(List.of(200, 200, 200, 200, 200), replies.stream().map(Response::statusCode).toList());
        assertEquals(1, replies.stream().map(reply -> reply.<String>path("text")).distinct().count());
        assertEquals(Map.of("none", 1L, "exact", 4L), counted(replies, reply -> reply.path("cache")));
        assertEquals(1, Answers.prompts(peers, "everybody"));
    }

    @Test
    void whoHasOtherRightsWaitsForNobody() {
        var question = "MODEL-PONDERS how many days may teams work abroad?";

        var replies = atOnce(question, "alice", "bob", "carol");

        assertEquals(Map.of("none", 3L), counted(replies, reply -> reply.path("cache")));
        assertEquals(3, Answers.prompts(peers, "teams"));
    }

    @Test
    void whoWantsAFreshAnswerWaitsForNobody() {
        var question = "MODEL-PONDERS how many days may freshmen work abroad?";

        var replies = atOnce(Collections.nCopies(2, () -> Answers.askAnew("alice", question)));

        assertEquals(Map.of("none", 2L), counted(replies, reply -> reply.path("cache")));
        assertEquals(2, Answers.prompts(peers, "freshmen"));
    }

    @Test
    void whatIsNotKeptIsMadeForEveryone() {
        // Nobody can feel a fallback and have it kept.
        var question = "MODEL-PONDERS MODEL-FAILS how many days may some work abroad?";

        var replies = atOnce(question, "alice", "alice", "alice");

        assertEquals(Map.of("none", 3L), counted(replies, reply -> reply.path("cache")));
        assertEquals(Map.of("extractive", 3L), counted(replies, reply -> reply.path("tier")));
    }

    private List<Response> atOnce(String question, String... names) {
        return atOnce(Stream.of(names).<Supplier<ValidatableResponse>>map(name -> () -> Answers.ask(name, Map.of("question", question))).toList());
    }

    private List<Response> atOnce(List<Supplier<ValidatableResponse>> asking) {
        var replies = asking.stream().map(one -> CompletableFuture.supplyAsync(one, askers)).toList();
        return replies.stream().map(reply -> reply.join().extract().response()).toList();
    }

    private static Map<String, Long> counted(List<Response> replies, Function<Response, String> by) {
        return replies.stream().collect(Collectors.groupingBy(by, Collectors.counting()));
    }
}
