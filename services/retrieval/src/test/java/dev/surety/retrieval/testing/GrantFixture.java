package dev.surety.retrieval.testing;

import dev.surety.grant.Grant;
import dev.surety.grant.GrantCodec;
import dev.surety.grant.GrantSigning;
import dev.surety.request.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/** Somebody of the tenant kestrel with no tag and no clearance, until more is said. */
public final class GrantFixture {

    private static final Duration LIFE = Duration.ofSeconds(50);

    private final Set<String> tags = new TreeSet<>();
    private String tenant = "kestrel";
    private int clearance;
    private Instant issuedAt = Instant.now();
    private Set<String> audience = Set.of("inference", "retrieval");
    private long epoch;

    private GrantFixture() {}

    public static GrantFixture aGrant() {
        return new GrantFixture();
    }

    /** One of our own services. */
    public static GrantFixture aServicesGrant() {
        return aGrant().ofTenant("surety").tagged("service:ingestion");
    }

    public GrantFixture ofTenant(String name) {
        tenant = name;
        return this;
    }

    public GrantFixture tagged(String... more) {
        tags.addAll(Set.of(more));
        return this;
    }

    public GrantFixture tagged(Set<String> more) {
        tags.addAll(more);
        return this;
    }

    public GrantFixture clearedTo(int level) {
        clearance = level;
        return this;
    }

    public GrantFixture issuedBefore(Duration ago) {
        issuedAt = Instant.now().minus(ago);
        return this;
    }

    public GrantFixture forServices(String... names) {
        audience = Set.of(names);
        return this;
    }

    public GrantFixture ofEpoch(long number) {
        epoch = number;
        return this;
    }

    public Grant grant() {
        return new Grant(RequestId.next().toString(), "somebody", tenant, tags, clearance, issuedAt.plus(LIFE), audience, epoch, null);
    }

    /** As identity-policy signs it. */
    public String signed() {
        return GrantCodec.sign(grant(), GrantSigning.key(), issuedAt);
    }

    /** Signed by a stranger, under the id of identity-policy's key. */
    public String forged() {
        return GrantCodec.sign(grant(), GrantSigning.newKey(GrantSigning.KEY_ID), issuedAt);
    }

    /** Signed by a stranger, under the stranger's own id. */
    public String strangers() {
        return GrantCodec.sign(grant(), GrantSigning.newKey("strangers-key"), issuedAt);
    }
}
