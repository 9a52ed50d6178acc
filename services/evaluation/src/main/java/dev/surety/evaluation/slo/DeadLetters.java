package dev.surety.evaluation.slo;

import dev.surety.evaluation.intake.DeadLetterSender;
import dev.surety.evaluation.intake.DeadLetterText;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** To {@code surety.slo-status.dlq.v1}. */
@Singleton
class DeadLetters extends DeadLetterSender {

    DeadLetters(@Channel("slo-ledger-dlq") MutinyEmitter<Record<String, String>> letters, DeadLetterText text) {
        super(letters, text);
    }
}
