package dev.surety.ingestion.intake;

import dev.surety.ingestion.register.DocumentRegister;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Keeps the list of handled events from growing for ever. */
@ApplicationScoped
class Forgetting {

    private static final Logger LOG = Logger.getLogger(Forgetting.class);

    private final DocumentRegister register;
    private final IntakeConfig config;

    Forgetting(DocumentRegister register, IntakeConfig config) {
        this.register = register;
        this.config = config;
    }

    @Scheduled(every = "1h", delayed = "1m")
    @RunOnVirtualThread
    void forget() {
        LOG.debugf("handled events forgotten count=%d", register.forgetEvents(config.rememberEvents()));
    }
}
