package dev.surety.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.surety.api.GrantRequest;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.SliceName;
import dev.surety.grant.Grant;
import dev.surety.request.Credentials;
import dev.surety.request.Priority;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Turns a caller's bearer token into a grant at identity-policy, and keeps the grant until shortly before it ends. */
@ApplicationScoped
public class GrantExchange {

    private static final Duration SPARE = Duration.ofSeconds(5);
    private static final int MOST_HELD = 20_000;
    private static final int LONGEST_TOKEN = 16_384;

    private final IdentityPolicyApi identityPolicy;
    private final Grants grants;
    private final EntitlementEpochs epochs;
    private final Clock clock;
    private final GrantRequest request;
    private final Cache<String, HeldGrant> held;

    /** @param audience names of the services that this one's grants are for: itself, and those that it calls on a caller's behalf */
    GrantExchange(
            @RestClient IdentityPolicyApi identityPolicy,
            Grants grants,
            EntitlementEpochs epochs,
            Clock clock,
            @ConfigProperty(name = "surety.grants.audience") List<String> audience) {
        this.identityPolicy = identityPolicy;
        this.grants = grants;
        this.epochs = epochs;
        this.clock = clock;
        this.request = new GrantRequest(audience);
        this.held = Caffeine.newBuilder()
                .maximumSize(MOST_HELD)
                .expireAfter(Expiry.writing(
                        (String key, HeldGrant value) -> Duration.between(clock.instant(), value.grant().expiresAt().minus(SPARE))))
                .build();
    }

    /**
     * The grant for an {@code Authorization} header: a held one, unless it has ended or what its holder may see has changed since. Fails with {@code unauthenticated} when the token does not hold, with
     * {@code overloaded} or {@code deadline-exceeded} when identity-policy refuses for that, and with {@code identity-unavailable} when nobody can say.
     *
     * @param authorization the caller's header
     * @param requestId     of the request
     * @param timeout       how long identity-policy may take
     * @param priority      of the request
     */
    public Uni<HeldGrant> forBearer(@Nullable String authorization, String requestId, Duration timeout, Priority priority) {
        return forCredentials(new Credentials(authorization, null), requestId, timeout, priority);
    }

    /**
     * As {@link #forBearer}, for the person whom a service acts for, if it says so. Fails also with {@code person-refused}, {@code groups-unknown} and
     * {@code forbidden}, as identity-policy says it.
     */
    public Uni<HeldGrant> forCredentials(Credentials credentials, String requestId, Duration timeout, Priority priority) {
        var authorization = credentials.authorization();
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7) || authorization.length() > LONGEST_TOKEN) {
            return Uni.createFrom().failure(unauthenticated());
        }
        var key = sha256(credentials.onBehalfOf() == null ? authorization : authorization + "\n" + credentials.onBehalfOf());
        var known = held.getIfPresent(key);
        if (known != null && known.grant().expiresAt().isAfter(clock.instant()) && !epochs.isOutdated(known.grant())) {
            return Uni.createFrom().item(known);
        }
        return Uni.createFrom()
                .deferred(() -> asked(key, credentials, requestId, timeout, priority))
                // Made a moment before a change that was heard of a moment before it came.
                .onFailure(GrantExchange::isOutdated)
                .retry()
                .atMost(1)
                .onFailure(failure -> !(failure instanceof ProblemException) || isOutdated(failure))
                .transform(GrantExchange::asProblem);
    }

    /** Lets go of a grant that another service called outdated: it heard of a change that this one did not hear of yet. */
    public void forget(HeldGrant outdated) {
        held.asMap().values().removeIf(outdated::equals);
    }

    private Uni<HeldGrant> asked(String key, Credentials credentials, String requestId, Duration timeout, Priority priority) {
        return identityPolicy
                .grant(credentials.authorization(), credentials.onBehalfOf(), requestId, Long.toString(timeout.toMillis()), priority.label(), request)
                .ifNoItem()
                .after(timeout)
                .fail()
                .chain(reply -> grants.verified(reply.grant(), reply.tags()).map(grant -> new HeldGrant(grant, reply.grant())))
                .map(fresh -> held.asMap().merge(key, fresh, HeldGrant::later));
    }

    private static boolean isOutdated(Throwable failure) {
        return failure instanceof ProblemException problem && problem.type() == ProblemType.GRANT_OUTDATED;
    }

    private static ProblemException asProblem(Throwable failure) {
        if (failure instanceof WebApplicationException answered && answered.getResponse().getStatus() == 401) {
            return unauthenticated();
        }
        if (failure instanceof WebApplicationException answered && answered.getResponse().getStatus() == 403) {
            return forbidden(answered);
        }
        return PeerRefusal.of(
                failure,
                SliceName.AUTHORIZE,
                ProblemException.retryable(
                        ProblemType.IDENTITY_UNAVAILABLE, "identity-policy did not vouch for the caller in time", Duration.ofSeconds(2)));
    }

    /** Who gets no grant is told which kind of refusal it is, and nothing else: the reason stands in identity-policy's log. */
    private static ProblemException forbidden(WebApplicationException answered) {
        var said = answered.getResponse().hasEntity() ? answered.getResponse().readEntity(String.class) : "";
        var type = Stream.of(ProblemType.PERSON_REFUSED, ProblemType.GROUPS_UNKNOWN)
                .filter(known -> said.contains('"' + known.uri() + '"'))
                .findFirst()
                .orElse(ProblemType.FORBIDDEN);
        return new ProblemException(type, "identity-policy gives this caller no grant");
    }

    private static ProblemException unauthenticated() {
        return new ProblemException(ProblemType.UNAUTHENTICATED, "send a valid access token: Authorization: Bearer <token>");
    }

    /** Tokens are kept as hashes: a heap dump is no key ring. */
    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /**
     * A verified grant and its text.
     *
     * @param grant what it says
     * @param jws   for the header {@code Surety-Grant} of calls on the caller's behalf
     */
    public record HeldGrant(Grant grant, String jws) {

        /** Of two replies that crossed on their way, the one that knows of more changes. */
        private HeldGrant later(HeldGrant fresh) {
            return grant.epoch() > fresh.grant().epoch() ? this : fresh;
        }

        /** Without the text. */
        @Override
        public String toString() {
            return "HeldGrant[" + grant + "]";
        }
    }
}
