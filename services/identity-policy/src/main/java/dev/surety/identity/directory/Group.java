package dev.surety.identity.directory;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A group in the directory.
 *
 * @param name       path of it; {@link Names#isGroup}
 * @param externalId the provisioner's own id; null when it gave none
 * @param more       what else was written about the group, as JSON
 */
public record Group(UUID id, String name, @Nullable String externalId, String more, Instant createdAt, Instant changedAt) {

    /** The id only. */
    @Override
    public String toString() {
        return "Group[" + id + "]";
    }
}
