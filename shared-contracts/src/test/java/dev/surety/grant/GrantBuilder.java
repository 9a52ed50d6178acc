package dev.surety.grant;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A grant of which a test states only what matters. */
public final class GrantBuilder {

    private String tenant = "kestrel";
    private Set<String> tags = Set.of();
    private int clearance;
    private Set<String> audience = Set.of("retrieval");
    private long epoch;
    private @Nullable String actor;
    private Instant expiresAt = Instant.parse("2026-11-24T10:01:00Z");

    private GrantBuilder() {}

    /** Of somebody at Kestrel Quay with no tag and no clearance. */
    public static GrantBuilder aGrant() {
        return new GrantBuilder();
    }

    public GrantBuilder of(String tenant) {
        this.tenant = tenant;
        return this;
    }

    public GrantBuilder tagged(String... tags) {
        return tagged(Set.of(tags));
    }

    public GrantBuilder tagged(Set<String> tags) {
        this.tags = tags;
        return this;
    }

    public GrantBuilder clearedTo(int clearance) {
        this.clearance = clearance;
        return this;
    }

    public GrantBuilder until(Instant expiresAt) {
        this.expiresAt = expiresAt;
        return this;
    }

    public GrantBuilder forServices(String... names) {
        this.audience = Set.of(names);
        return this;
    }

    public GrantBuilder ofEpoch(long epoch) {
        this.epoch = epoch;
        return this;
    }

    public GrantBuilder actedFor(String service) {
        this.actor = service;
        return this;
    }

    public Grant build() {
        return new Grant("g-1", "olive", tenant, tags, clearance, expiresAt, audience, epoch, actor);
    }
}
