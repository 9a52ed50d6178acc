package dev.surety.evaluation.slo;

import dev.surety.edge.ContractInForce;
import dev.surety.evaluation.intake.Patience.Retryable;
import dev.surety.evaluation.slo.WindowEvents.Parsed;
import dev.surety.event.SliceWindow;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes counts of windows from {@code surety.slo-status.v1}: parse, book unless seen before, acknowledge by returning. */
@ApplicationScoped
class WindowConsumer {

    private static final Logger LOG = Logger.getLogger(WindowConsumer.class);

    private final WindowEvents events;
    private final Bookings bookings;
    private final DeadLetters deadLetters;
    private final LedgerPatience patience;
    private final LedgerConfig config;
    private final ContractInForce contract;
    private final Clock clock;
    private final MeterRegistry meters;

    WindowConsumer(
            WindowEvents events,
            Bookings bookings,
            DeadLetters deadLetters,
            LedgerPatience patience,
            LedgerConfig config,
            ContractInForce contract,
            Clock clock,
            MeterRegistry meters) {
        LedgerConfig.check(config);
        this.events = events;
        this.bookings = bookings;
        this.deadLetters = deadLetters;
        this.patience = patience;
        this.config = config;
        this.contract = contract;
        this.clock = clock;
        this.meters = meters;
    }

    /** Returns, and so acknowledges, only when the window is booked or its dead letter is sent. On threads of its own: they may wait for long. */
    @Incoming("slo-ledger")
    @Blocking(value = "slo-ledger", ordered = false)
    void consume(ConsumerRecord<String, byte[]> read) {
        switch (events.parse(read.value())) {
            case Parsed.Counted(var source, var eventId, var window) -> book(read, source, eventId, window);
            case Parsed.Malformed(var eventId, var reason, var detail) -> bury(read, eventId, reason, detail);
            case Parsed.Other() -> count("skipped");
        }
    }

    private void book(ConsumerRecord<String, byte[]> read, String source, String eventId, SliceWindow window) {
        var now = clock.instant();
        var keep = config.keep(contract.contract());
        if (window.startsAt().isBefore(now.minus(keep))) {
            bury(read, eventId, "too-late", "the window started at " + window.startsAt() + ", counts are taken for " + keep);
        } else if (window.startsAt().isAfter(now.plus(config.skew()))) {
            bury(read, eventId, "from-the-future", "the window starts at " + window.startsAt() + ", clocks may differ by " + config.skew());
        } else {
            bookInTime(read, source, eventId, window);
        }
    }

    private void bookInTime(ConsumerRecord<String, byte[]> read, String source, String eventId, SliceWindow window) {
        try {
            var isNew = patience.until(() -> {
                try {
                    return bookings.book(source, eventId, window);
                } catch (Bookings.Unstorable never) {
                    throw never;
                } catch (RuntimeException away) {
                    // Whatever the driver throws when the database does not answer: the counts must not be lost for it.
                    throw new Retryable(away);
                }
            });
            count(isNew ? "booked" : "seen-before");
        } catch (Bookings.Unstorable never) {
            bury(read, eventId, "unstorable", never.getMessage());
        }
    }

    private void bury(ConsumerRecord<String, byte[]> read, @Nullable String eventId, String reason, String detail) {
        patience.insist(() -> deadLetters.send(read, eventId, reason, detail));
        LOG.warnf("counts of a window sent to the dead-letter topic reason=%s partition=%d offset=%d", reason, read.partition(), read.offset());
        count("dead-lettered");
    }

    private void count(String result) {
        meters.counter("surety.ledger.windows", "result", result).increment();
    }
}
