package dev.surety.identity.decision;

import dev.surety.api.DocumentAccesses;
import dev.surety.api.DocumentAccesses.OfDocument;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.edge.IngestionApi;
import dev.surety.grant.Grant;
import dev.surety.grant.GrantCodec;
import dev.surety.identity.caller.Caller;
import dev.surety.identity.key.SigningKeys;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Who may read a document, as ingestion knows it. Blocking. */
@ApplicationScoped
class Documents {

    private static final Duration GRANT_LIFE = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final IngestionApi ingestion;
    private final SigningKeys keys;
    private final Clock clock;
    private final String service;
    private final Duration timeout;

    Documents(
            @RestClient IngestionApi ingestion,
            SigningKeys keys,
            Clock clock,
            DecisionConfig config,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        if (config.ingestionTimeout().toMillis() < 1) {
            throw new ConfigurationException("surety.decisions.ingestion-timeout is " + config.ingestionTimeout() + ", it must be at least 1ms");
        }
        this.ingestion = ingestion;
        this.keys = keys;
        this.clock = clock;
        this.service = service;
        this.timeout = config.ingestionTimeout();
    }

    /**
     * Those that an id or a URI names, in every tenant; none when there is no such document.
     *
     * @throws ProblemException {@code unavailable} when ingestion does not say
     */
    List<OfDocument> named(String idOrUri, String requestId) {
        return ingestion
                .accesses(ownGrant(), requestId, Long.toString(timeout.toMillis()), idOrUri)
                .ifNoItem()
                .after(timeout)
                .fail()
                .map(DocumentAccesses::documents)
                .onFailure()
                .transform(failure -> ProblemException.retryable(
                        ProblemType.UNAVAILABLE, "who may read a document can't be said at the moment", RETRY_AFTER, failure))
                .await()
                .indefinitely();
    }

    /** We are a service like the others, and vouch for ourselves. */
    private String ownGrant() {
        var now = clock.instant();
        var grant = new Grant(
                UUID.randomUUID().toString(),
                service,
                Caller.Service.TENANT,
                Set.of("service:" + service, "tenant:" + Caller.Service.TENANT),
                0,
                now.plus(GRANT_LIFE).truncatedTo(ChronoUnit.SECONDS),
                Set.of("ingestion"),
                0,
                null);
        return GrantCodec.sign(grant, keys.signing(), now);
    }
}
