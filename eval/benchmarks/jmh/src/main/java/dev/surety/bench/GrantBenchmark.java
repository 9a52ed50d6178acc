package dev.surety.bench;

import dev.surety.grant.Grant;
import dev.surety.grant.GrantCodec;
import dev.surety.grant.Tags;
import dev.surety.grant.Vouched;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Grants signed and verified, each call by itself, for callers of few and of many tags. A grant is made of a plain set each time, as identity-policy makes it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class GrantBenchmark {

    // The clock stands: a run may take longer than a grant lives.
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private static final String SERVICE = "retrieval";

    @Param({"10", "500", "5000"})
    private int tags;

    private final PublicJsonWebKey key = newKey();
    private final PublicKey publicKey = key.getPublicKey();
    private final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    private final byte[] message = "a".repeat(200).getBytes(StandardCharsets.UTF_8);

    private Set<String> set;
    private Tags kept;
    private String listed;
    private String abridged;
    private byte[] signature;

    @Setup
    public void grants() throws GeneralSecurityException {
        set = tags(tags);
        kept = Tags.of(set);
        listed = signListed();
        abridged = signDigest();
        signature = bareSign();
    }

    /** The baseline: ES256 of 200 bytes and nothing else. */
    @Benchmark
    public byte[] bareSign() throws GeneralSecurityException {
        var signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(key.getPrivateKey());
        signer.update(message);
        return signer.sign();
    }

    /** The baseline: that, verified. */
    @Benchmark
    public boolean bareVerify() throws GeneralSecurityException {
        var verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(publicKey);
        verifier.update(message);
        return verifier.verify(signature);
    }

    @Benchmark
    public String signListed() {
        return GrantCodec.sign(grant(set), key, NOON);
    }

    @Benchmark
    public String signDigest() {
        return GrantCodec.signAbridged(grant(set), key, NOON);
    }

    @Benchmark
    public Vouched verifyListed() {
        return GrantCodec.read(listed, publicKey, clock, SERVICE);
    }

    /** With the tags that this service keeps. */
    @Benchmark
    public Grant verifyDigest() {
        return switch (GrantCodec.read(abridged, publicKey, clock, SERVICE)) {
            case Vouched.Whole whole -> whole.grant();
            case Vouched.Abridged cut -> cut.with(kept);
        };
    }

    /** What answers are cached under, of a grant that has just come. */
    @Benchmark
    public String cacheKey() {
        return grant(set).entitlements();
    }

    static Set<String> tags(int count) {
        var all = IntStream.range(0, count - 2).mapToObj("group:engineering/platform/team-%05d"::formatted).collect(Collectors.toCollection(HashSet::new));
        all.add("user:olive");
        all.add("tenant:kestrel");
        return all;
    }

    static Grant grant(Set<String> tags) {
        return new Grant(
                "7f3f3d0e-4d2c-4d0e-9a55-0c3b7a1f2b11", "olive", "kestrel", tags, 2, NOON.plusSeconds(60), Set.of("inference", SERVICE), 4_711, null);
    }

    static PublicJsonWebKey newKey() {
        try {
            var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId("grants-2026-11");
            return key;
        } catch (JoseException impossible) {
            throw new IllegalStateException("this JDK has no EC P-256 keys", impossible);
        }
    }
}
