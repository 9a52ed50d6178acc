package dev.surety.grant;

import java.security.Key;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/** A grant as text: a compact JWS (RFC 7515), ES256 and nothing else, so that no algorithm can be talked down. */
public final class GrantCodec {

    /** The only issuer of grants. */
    public static final String ISSUER = "surety-identity-policy";

    /** Longest life of a grant. */
    public static final Duration LONGEST_LIFE = Duration.ofSeconds(60);

    /** Clocks of two services may differ by this much. */
    public static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    private GrantCodec() {}

    /**
     * Signs a grant.
     *
     * @param key a P-256 key pair with a key id
     * @throws IllegalStateException when the key can't sign
     */
    public static String sign(Grant grant, PublicJsonWebKey key, Instant issuedAt) {
        var claims = claims(grant, issuedAt);
        claims.setStringListClaim("tags", List.copyOf(grant.tags()));
        return signed(claims, key);
    }

    /**
     * Signs a grant with the digest of its tags in their place: its length does not grow with them.
     *
     * @param key a P-256 key pair with a key id
     * @throws IllegalStateException when the key can't sign
     */
    public static String signAbridged(Grant grant, PublicJsonWebKey key, Instant issuedAt) {
        var claims = claims(grant, issuedAt);
        claims.setStringClaim("tagsDigest", Tags.of(grant.tags()).digest());
        claims.setClaim("tagCount", grant.tags().size());
        return signed(claims, key);
    }

    private static JwtClaims claims(Grant grant, Instant issuedAt) {
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(grant.audience().stream().sorted().toList());
        claims.setSubject(grant.subject());
        claims.setJwtId(grant.id());
        claims.setIssuedAt(NumericDate.fromMilliseconds(issuedAt.toEpochMilli()));
        claims.setExpirationTime(NumericDate.fromMilliseconds(grant.expiresAt().toEpochMilli()));
        claims.setStringClaim("tenant", grant.tenant());
        claims.setClaim("clearance", grant.clearance());
        claims.setClaim("epoch", grant.epoch());
        if (grant.actor() != null) {
            claims.setStringClaim("actor", grant.actor());
        }
        return claims;
    }

    private static String signed(JwtClaims claims, PublicJsonWebKey key) {
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        signature.setHeader("typ", "surety-grant+jwt");
        try {
            return signature.getCompactSerialization();
        } catch (JoseException cannotSign) {
            throw new IllegalStateException("the signing key " + key.getKeyId() + " can't sign grants", cannotSign);
        }
    }

    /**
     * The id of the key that a grant says it was signed with; nothing about it is verified.
     *
     * @throws RefusedGrant when the text is not a JWS with a key id
     */
    public static String keyId(String text) {
        try {
            var signature = new JsonWebSignature();
            signature.setCompactSerialization(text);
            var keyId = signature.getKeyIdHeaderValue();
            if (keyId == null) {
                throw new RefusedGrant("no key id");
            }
            return keyId;
        } catch (JoseException | ClassCastException notAJws) {
            // A key id that is a number or a list is cast to text by the library.
            throw new RefusedGrant("not a JWS");
        }
    }

    /**
     * Verifies signature, issuer, audience and time, and reads a grant that carries its tags, or the digest of them.
     *
     * @param service who reads it: its name must be in the audience
     * @throws RefusedGrant when any of it is missing or wrong
     */
    public static Vouched read(String text, PublicKey key, Clock clock, String service) {
        return read(text, consumer(key, clock).setExpectedAudience(service));
    }

    /**
     * The same for who signed it, whomever it is for.
     *
     * @throws RefusedGrant when any of it is missing or wrong
     */
    public static Vouched readOwn(String text, PublicKey key, Clock clock) {
        return read(text, consumer(key, clock).setSkipDefaultAudienceValidation());
    }

    private static Vouched read(String text, JwtConsumerBuilder consumer) {
        try {
            var claims = consumer.build().processToClaims(text);
            // The library only looks ahead: a grant for a day would hold in its last minute.
            if (claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue() > LONGEST_LIFE.toSeconds()) {
                throw new RefusedGrant("made for longer than " + LONGEST_LIFE);
            }
            // The library reads absent tags as none; but who has none escapes every deny tag.
            if (claims.hasClaim("tags") == claims.hasClaim("tagsDigest")) {
                throw new RefusedGrant("a claim is missing or of the wrong type");
            }
            return claims.hasClaim("tags") ? new Vouched.Whole(whole(claims)) : abridged(claims);
        } catch (InvalidJwtException refused) {
            throw new RefusedGrant(refused.hasExpired() ? "expired" : "signature, issuer, audience or time do not hold");
        } catch (MalformedClaimException | NullPointerException | ArithmeticException | IllegalArgumentException malformed) {
            // The last three come from what the library and the grant itself make of absent, huge and negative values.
            throw new RefusedGrant("a claim is missing or of the wrong type");
        }
    }

    private static Grant whole(JwtClaims claims) throws MalformedClaimException {
        return new Grant(
                claims.getJwtId(),
                claims.getSubject(),
                claims.getStringClaimValue("tenant"),
                Set.copyOf(claims.getStringListClaimValue("tags")),
                Math.toIntExact(claims.getClaimValue("clearance", Long.class)),
                Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis()),
                Set.copyOf(claims.getAudience()),
                claims.getClaimValue("epoch", Long.class),
                claims.getStringClaimValue("actor"));
    }

    private static Vouched.Abridged abridged(JwtClaims claims) throws MalformedClaimException {
        return new Vouched.Abridged(
                claims.getJwtId(),
                claims.getSubject(),
                claims.getStringClaimValue("tenant"),
                claims.getStringClaimValue("tagsDigest"),
                Math.toIntExact(claims.getClaimValue("tagCount", Long.class)),
                Math.toIntExact(claims.getClaimValue("clearance", Long.class)),
                Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis()),
                Set.copyOf(claims.getAudience()),
                claims.getClaimValue("epoch", Long.class),
                claims.getStringClaimValue("actor"));
    }

    private static JwtConsumerBuilder consumer(Key key, Clock clock) {
        return new JwtConsumerBuilder()
                .setVerificationKey(key)
                .setJwsAlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)
                .setExpectedIssuer(ISSUER)
                .setRequireSubject()
                .setRequireJwtId()
                .setRequireIssuedAt()
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds((int) CLOCK_SKEW.toSeconds())
                .setMaxFutureValidityInMinutes((int) LONGEST_LIFE.toMinutes())
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()));
    }
}
