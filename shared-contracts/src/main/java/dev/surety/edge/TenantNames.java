package dev.surety.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.surety.api.KnownNamesMessage;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.Contract;
import dev.surety.edge.GrantExchange.HeldGrant;
import dev.surety.redaction.KnownPeople;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * The names of the people of a caller's tenant, as digests, for whoever takes names out of texts. What is kept is asked for again when a grant is newer than it
 * (somebody came or went) and when it is a minute old. While identity-policy is away and nothing is kept, nobody can say what has to be taken out, and the
 * request ends: a text that should have lost its names does not leave with them.
 */
@ApplicationScoped
public class TenantNames {

    private static final Duration KEPT = Duration.ofMinutes(1);
    // While identity-policy is away: whoever came since then stands in texts.
    private static final Duration KEPT_AT_MOST = Duration.ofMinutes(15);
    private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    // Names of all tenants together: some 50 bytes each.
    private static final long MOST_NAMES = 4_000_000;

    private final IdentityPolicyApi identityPolicy;
    private final Clock clock;
    private final Cache<String, Kept> kept = Caffeine.newBuilder().maximumWeight(MOST_NAMES).weigher((String tenant, Kept names) -> 1 + names.people().size()).build();
    private final Map<String, Uni<KnownPeople>> underWay = new ConcurrentHashMap<>();

    TenantNames(@RestClient IdentityPolicyApi identityPolicy, Clock clock) {
        this.identityPolicy = identityPolicy;
        this.clock = clock;
    }

    /**
     * Whose names are taken out of texts for or of a caller; nobody's, and nobody is asked, when the contract takes out none. Fails with {@code identity-unavailable}
     * when they are not kept here and identity-policy doesn't tell.
     */
    public Uni<KnownPeople> of(Contract contract, HeldGrant held) {
        if (contract.redaction().stream().noneMatch(Contract.RedactionRule::takesOutNames)) {
            return Uni.createFrom().item(KnownPeople.NOBODY);
        }
        var grant = held.grant();
        var known = kept.getIfPresent(grant.tenant());
        if (known != null && known.epoch() >= grant.epoch() && known.at().plus(KEPT).isAfter(clock.instant())) {
            return Uni.createFrom().item(known.people());
        }
        // Whoever asks while somebody else is being told waits for the same reply.
        return underWay.computeIfAbsent(grant.tenant(), tenant -> asked(tenant, held));
    }

    private Uni<KnownPeople> asked(String tenant, HeldGrant held) {
        var at = clock.instant();
        return identityPolicy
                .knownNames(tenant, held.jws())
                .ifNoItem()
                .after(FETCH_TIMEOUT)
                .fail()
                .map(message -> people(tenant, message))
                .invoke(people -> kept.put(tenant, new Kept(people, held.grant().epoch(), at)))
                .onFailure()
                .recoverWithUni(failure -> stale(tenant, failure))
                .onTermination()
                .invoke(() -> underWay.remove(tenant))
                .memoize()
                .indefinitely();
    }

    private Uni<KnownPeople> stale(String tenant, Throwable failure) {
        var known = kept.getIfPresent(tenant);
        return known != null && known.at().plus(KEPT_AT_MOST).isAfter(clock.instant())
                ? Uni.createFrom().item(known.people())
                : Uni.createFrom()
                        .failure(ProblemException.retryable(
                                ProblemType.IDENTITY_UNAVAILABLE, "identity-policy did not tell whose names must not be shown", RETRY_AFTER, failure));
    }

    private static KnownPeople people(String tenant, KnownNamesMessage message) {
        var base64 = Base64.getDecoder();
        return KnownPeople.of(tenant, base64.decode(message.words()), base64.decode(message.names()));
    }

    /**
     * Names that were told.
     *
     * @param people whose
     * @param epoch  of the grant that they were asked for with: they are as new, or newer
     * @param at     when they were asked for
     */
    private record Kept(KnownPeople people, long epoch, Instant at) {}
}
