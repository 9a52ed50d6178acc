package dev.surety.evaluation.ask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.api.Answer;
import dev.surety.api.AnswerRequest;
import dev.surety.api.Problem;
import dev.surety.evaluation.judge.Observed;
import dev.surety.evaluation.record.AnswerStore;
import dev.surety.evaluation.record.StoredRecord;
import dev.surety.evaluation.suite.Suite.Case;
import dev.surety.request.Money;
import dev.surety.request.Priority;
import dev.surety.request.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Asks one case's question and brings back the answer with its record. Blocking. */
@ApplicationScoped
public class Interview {

    private static final String FRESH = "no-cache";

    private final TestPeople people;
    private final InferenceApi inference;
    private final AnswerStore records;
    private final ObjectMapper json;
    private final Clock clock;
    private final Duration recordWait;
    private final Duration recordPause;

    Interview(TestPeople people, @RestClient InferenceApi inference, AnswerStore records, ObjectMapper json, Clock clock, AskConfig config) {
        if (config.recordWait().compareTo(Duration.ofSeconds(1)) < 0 || config.recordPause().toMillis() < 1) {
            throw new IllegalArgumentException("surety.evaluation.asking: record-wait is " + config.recordWait() + ", at least PT1S; record-pause is "
                    + config.recordPause() + ", more than nothing");
        }
        this.people = people;
        this.inference = inference;
        this.records = records;
        this.json = json;
        this.clock = clock;
        this.recordWait = config.recordWait();
        this.recordPause = config.recordPause();
    }

    public Observed ask(Case one) {
        return people.authorization(one.askAs())
                .map(authorization -> answered(one, authorization))
                .orElseGet(() -> new Observed.Failed("no-token"));
    }

    private Observed answered(Case one, String authorization) {
        try {
            var request = new AnswerRequest(one.question(), null, AnswerRequest.Mode.AUTO, (Money) null, null);
            var answerJson = inference.answer(authorization, RequestId.next().toString(), FRESH, Priority.EVALUATION.label(), request);
            var answer = json.treeToValue(answerJson, Answer.class);
            return recorded(one, answer, answerJson);
        } catch (WebApplicationException refused) {
            return new Observed.Failed(problem(refused));
        } catch (ProcessingException unreachable) {
            return new Observed.Failed("unreachable");
        } catch (JsonProcessingException notAnAnswer) {
            return new Observed.Failed("unreadable-answer");
        }
    }

    private Observed recorded(Case one, Answer answer, JsonNode answerJson) {
        return record(one, answer.requestId())
                .<Observed>map(stored -> new Observed.Recorded(answer, answerJson, stored.record(), stored.json()))
                .orElseGet(() -> new Observed.Unrecorded(answer, answerJson));
    }

    /** Records travel through Kafka, so they come a little after the answer. */
    private Optional<StoredRecord> record(Case one, RequestId requestId) {
        var end = clock.instant().plus(recordWait);
        var found = look(one, requestId);
        while (found.isEmpty() && clock.instant().isBefore(end) && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(recordPause.toNanos());
            found = look(one, requestId);
        }
        return found;
    }

    private Optional<StoredRecord> look(Case one, RequestId requestId) {
        try {
            return records.ofRequest(requestId).stream()
                    .filter(stored -> stored.record().asker() != null && stored.record().asker().subject().equals(one.askAs()))
                    .findFirst();
        } catch (WebApplicationException | ProcessingException storeIsAway) {
            return Optional.empty();
        }
    }

    private static String problem(WebApplicationException refused) {
        var response = refused.getResponse();
        try {
            var type = response.readEntity(Problem.class).type();
            return type.substring(type.lastIndexOf('/') + 1);
        } catch (ProcessingException | WebApplicationException | IllegalStateException | NullPointerException noProblemDocument) {
            return "status-" + response.getStatus();
        }
    }
}
