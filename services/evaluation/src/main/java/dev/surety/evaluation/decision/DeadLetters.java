package dev.surety.evaluation.decision;

import dev.surety.evaluation.intake.DeadLetterSender;
import dev.surety.evaluation.intake.DeadLetterText;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** To {@code surety.policy-decisions.dlq.v1}. */
@Singleton
class DeadLetters extends DeadLetterSender {

    DeadLetters(@Channel("policy-decisions-dlq") MutinyEmitter<Record<String, String>> letters, DeadLetterText text) {
        super(letters, text);
    }
}
