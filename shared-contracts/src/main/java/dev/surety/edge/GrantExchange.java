package dev.surety.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.surety.api.GrantRequest;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.SliceName;
import dev.surety.grant.Grant;
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
    private final Clock clock;
    private final GrantRequest request;
    private final Cache<String, HeldGrant> held;

    /** @param audience names of the services that this one's grants are for: itself, and those that it calls on a caller's behalf */
    GrantExchange(
            @RestClient IdentityPolicyApi identityPolicy,
            Grants grants,
            Clock clock,
            @ConfigProperty(name = "surety.grants.audience") List<String> audience) {
        this.identityPolicy = identityPolicy;
        this.grants = grants;
        this.clock = clock;
        this.request = new GrantRequest(audience);
        this.held = Caffeine.newBuilder()
                .maximumSize(MOST_HELD)
                .expireAfter(Expiry.creating(
                        (String key, HeldGrant value) -> Duration.between(clock.instant(), value.grant().expiresAt().minus(SPARE))))
                .build();
    }

    /**
     * The grant for an {@code Authorization} header. Fails with {@code unauthenticated} when the token does not hold, with
     * {@code overloaded} or {@code deadline-exceeded} when identity-policy refuses for that, and with {@code identity-unavailable} when nobody can say.
     *
     * @param authorization the caller's header
     * @param requestId     of the request
     * @param timeout       how long identity-policy may take
     * @param priority      of the request
     */
    public Uni<HeldGrant> forBearer(@Nullable String authorization, String requestId, Duration timeout, Priority priority) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7) || authorization.length() > LONGEST_TOKEN) {
            return Uni.createFrom().failure(unauthenticated());
        }
        var key = sha256(authorization);
        var known = held.getIfPresent(key);
        if (known != null && known.grant().expiresAt().isAfter(clock.instant())) {
            return Uni.createFrom().item(known);
        }
        return identityPolicy
                .grant(authorization, requestId, Long.toString(timeout.toMillis()), priority.label(), request)
                .ifNoItem()
                .after(timeout)
                .fail()
                .chain(reply -> grants.verified(reply.grant()).map(grant -> new HeldGrant(grant, reply.grant())))
                .invoke(fresh -> held.put(key, fresh))
                .onFailure(failure -> !(failure instanceof ProblemException))
                .transform(GrantExchange::asProblem);
    }

    private static ProblemException asProblem(Throwable failure) {
        if (failure instanceof WebApplicationException answered && answered.getResponse().getStatus() == 401) {
            return unauthenticated();
        }
        return PeerRefusal.of(
                failure,
                SliceName.AUTHORIZE,
                ProblemException.retryable(
                        ProblemType.IDENTITY_UNAVAILABLE, "identity-policy did not vouch for the caller in time", Duration.ofSeconds(2)));
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

        /** Without the text. */
        @Override
        public String toString() {
            return "HeldGrant[" + grant + "]";
        }
    }
}
