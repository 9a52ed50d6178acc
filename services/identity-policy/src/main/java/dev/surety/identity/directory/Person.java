package dev.surety.identity.directory;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in the directory.
 *
 * @param name       user name
 * @param externalId the provisioner's own id; null when it gave none
 * @param active     whether the person is in
 * @param clearance  at least 0; null when the directory says nothing about it
 * @param more       what else was written about the person, as JSON
 */
public record Person(
        UUID id, String name, @Nullable String externalId, boolean active, @Nullable Integer clearance, String more, Instant createdAt, Instant changedAt) {

    /** Whether somebody's rights are others than before. */
    boolean differsInRights(Person before) {
        return !name.equals(before.name) || active != before.active || !Objects.equals(clearance, before.clearance);
    }

    /** The id only. */
    @Override
    public String toString() {
        return "Person[" + id + "]";
    }
}
