package dev.surety.identity.decision;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.edge.ContractInForce;
import dev.surety.identity.caller.Caller;
import dev.surety.identity.decision.People.Subject;
import dev.surety.policy.Action;
import dev.surety.request.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * One question to the policy, about whoever asks or, for those who administer, about somebody else. Start reading here. Blocking.
 *
 * <p>A document that may not be read is like one that does not exist: only those who administer its tenant are told more.
 */
@ApplicationScoped
class Decisions {

    private final ContractInForce contract;
    private final Documents documents;
    private final People people;
    private final DecisionLog log;
    private final Clock clock;

    Decisions(ContractInForce contract, Documents documents, People people, DecisionLog log, Clock clock) {
        this.contract = contract;
        this.documents = documents;
        this.people = people;
        this.log = log;
        this.clock = clock;
    }

    /** Answers only after what was decided about the one who asks is put away for the topic of decisions. */
    DecisionMessage decide(Caller caller, DecisionRequest request, RequestId requestId) {
        var file = contract.file();
        var asker = new Subject(inPolicy(caller), Source.TOKEN);
        var now = new Weighing(file.policy(), clock.instant());
        var administer = now.administer(asker.caller());
        var aboutOthers = request.caller() != null || request.now().isPresent();
        if (aboutOthers) {
            log.put(requestId, List.of(administer));
            requireAllowed(administer);
        }

        var weighing = request.now().map(then -> new Weighing(file.policy(), then)).orElse(now);
        var subject = Optional.ofNullable(request.caller()).map(about -> people.of(caller.tenant(), about)).orElse(asker);
        var weighed = weighed(weighing, subject, request, requestId);
        if (!aboutOthers) {
            log.put(requestId, weighed.asked());
        }
        return administer.said().isAllowed()
                ? new Explaining(weighing, subject, caller.tenant(), file.contract().roles()).of(weighed)
                : DecisionMessage.of(weighed.outwardly(file.policy()));
    }

    private static void requireAllowed(Weighing.Asked administer) {
        if (!administer.said().isAllowed()) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "decisions about others, or for another time, are for those whom the policy lets administer: leave out caller and context.now");
        }
    }

    private Weighed weighed(Weighing weighing, Subject subject, DecisionRequest request, RequestId requestId) {
        if (request.action() != Action.READ) {
            return new Weighed(request.action(), null, List.of(weighing.ask(subject.caller(), request.action(), request.resource())));
        }
        var found = documents.named(Wanted.of(request.resource()), requestId.toString()).stream()
                .map(document -> new Weighed(Action.READ, document, weighing.read(subject.caller(), document)))
                .toList();
        // The same URI may be in several indexes: to read one of them is to read it.
        return found.stream()
                .filter(Weighed::isAllowed)
                .findFirst()
                .or(() -> found.stream().findFirst())
                .orElse(new Weighed(Action.READ, null, List.of()));
    }

    private static dev.surety.policy.Caller inPolicy(Caller caller) {
        return new dev.surety.policy.Caller(
                caller.subject(),
                caller.tenant(),
                caller.tags(),
                caller.clearance(),
                caller instanceof Caller.Service,
                Optional.ofNullable(caller.actor()).orElse(""));
    }
}
