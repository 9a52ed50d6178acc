package dev.surety.identity.caller;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.request.Credentials;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The bearer token of the request in hand, and who is behind it. */
@ApplicationScoped
public class BearerToken {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final CurrentIdentityAssociation identity;
    private final Issuers issuers;
    private final TokenClaims claims;
    private final Principals principals;
    private final Acting acting;
    private final ExecutorService blocking;

    BearerToken(
            CurrentIdentityAssociation identity,
            Issuers issuers,
            TokenClaims claims,
            Principals principals,
            Acting acting,
            @VirtualThreads ExecutorService blocking) {
        this.identity = identity;
        this.issuers = issuers;
        this.claims = claims;
        this.principals = principals;
        this.acting = acting;
        this.blocking = blocking;
    }

    /**
     * Who the token speaks for. Fails with {@code unauthenticated} when there is none or it does not hold, with {@code person-refused} when the directory has
     * switched the person off, with {@code groups-unknown} when nobody can say which groups the person is in, and with {@code identity-unavailable} when
     * the provider's keys, or the directory, can't be had. What follows runs on a virtual thread.
     *
     * @param authorization the request's header of that name
     */
    public Uni<Caller> caller(@Nullable String authorization) {
        return caller(new Credentials(authorization, null));
    }

    /** As {@link #caller(String)}, for the person whom a service acts for, if it says so; then it may also fail with {@code forbidden}. */
    public Uni<Caller> caller(Credentials credentials) {
        var onBehalfOf = credentials.onBehalfOf();
        return claimed(credentials.authorization())
                .emitOn(blocking)
                .map(claimed -> onBehalfOf == null ? principals.caller(claimed) : acting.caller(claimed, onBehalfOf));
    }

    private Uni<Claimed> claimed(@Nullable String authorization) {
        var read = Jws.claims(authorization);
        if (read.isEmpty()) {
            return Uni.createFrom().failure(refused());
        }
        return identity.getDeferredIdentity()
                .onFailure()
                .transform(BearerToken::asProblem)
                .map(verified -> claimed(verified, read.get()));
    }

    private Claimed claimed(SecurityIdentity verified, JsonNode read) {
        if (verified.isAnonymous() || verified.getCredential(AccessTokenCredential.class) == null) {
            throw refused();
        }
        return issuer(verified).flatMap(issuer -> claims.claimed(read, issuer)).orElseThrow(BearerToken::refused);
    }

    /** Whose keys the token was verified with. */
    private Optional<Issuer> issuer(SecurityIdentity verified) {
        return verified.getAttribute(OidcUtils.TENANT_ID_ATTRIBUTE) instanceof String name ? issuers.named(name) : Optional.empty();
    }

    private static ProblemException asProblem(Throwable failure) {
        return failure instanceof AuthenticationFailedException && !isOutOfReach(failure) ? refused() : unavailable(failure);
    }

    private static boolean isOutOfReach(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(cause -> cause instanceof OIDCException || cause instanceof IOException);
    }

    private static ProblemException unavailable(Throwable failure) {
        return ProblemException.retryable(
                ProblemType.IDENTITY_UNAVAILABLE, "the identity provider can't be reached, so no token can be checked", RETRY_AFTER, failure);
    }

    private static ProblemException refused() {
        return new ProblemException(
                ProblemType.UNAUTHENTICATED, "send a valid access token for the audience surety: Authorization: Bearer <token>");
    }
}
