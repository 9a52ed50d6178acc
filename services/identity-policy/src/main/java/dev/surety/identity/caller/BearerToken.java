package dev.surety.identity.caller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The bearer token of the request in hand. */
@ApplicationScoped
public class BearerToken {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private static final Pattern BEARER_JWS =
            Pattern.compile("(?i:Bearer) +(?<header>[\\w-]+)\\.(?<payload>[\\w-]+)\\.[\\w-]+");

    private final CurrentIdentityAssociation identity;
    private final TokenClaims callers;
    private final ObjectMapper json;

    BearerToken(CurrentIdentityAssociation identity, TokenClaims callers, ObjectMapper json) {
        this.identity = identity;
        this.callers = callers;
        this.json = json;
    }

    /**
     * Who the token speaks for. Fails with {@code unauthenticated} when there is none or it does not hold, and with
     * {@code identity-unavailable} when the provider's keys can't be had.
     *
     * @param authorization the request's header of that name
     */
    public Uni<Caller> caller(@Nullable String authorization) {
        var claimed = claims(authorization);
        if (claimed.isEmpty()) {
            return Uni.createFrom().failure(refused());
        }
        return identity.getDeferredIdentity()
                .onFailure()
                .transform(BearerToken::asProblem)
                .map(verified -> read(verified, claimed.get()));
    }

    private Caller read(SecurityIdentity verified, JsonNode claimed) {
        if (verified.isAnonymous() || verified.getCredential(AccessTokenCredential.class) == null) {
            throw refused();
        }
        return callers.caller(claimed).orElseThrow(BearerToken::refused);
    }

    /**
     * What the token claims, not yet verified; empty unless it has the shape of a JWS. The claims are read here as they were signed, because the
     * framework's own view of them converts types silently, and because it fails on a malformed token in ways that look like a broken provider.
     */
    private Optional<JsonNode> claims(@Nullable String authorization) {
        var bearer = authorization == null ? null : BEARER_JWS.matcher(authorization);
        if (bearer == null || !bearer.matches()) {
            return Optional.empty();
        }
        return object(bearer.group("header")).flatMap(header -> object(bearer.group("payload")));
    }

    private Optional<JsonNode> object(String base64) {
        try {
            return Optional.ofNullable(json.readTree(Base64.getUrlDecoder().decode(base64))).filter(JsonNode::isObject);
        } catch (IOException | IllegalArgumentException notJson) {
            return Optional.empty();
        }
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
