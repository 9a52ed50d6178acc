package dev.surety.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What people of a tenant may see has changed, on {@code surety.policy-changes.v1}, keyed by tenant. Written in the transaction that changes it, so a grant that
 * is asked for after the event has this epoch or a later one.
 *
 * @param tenant   whose people
 * @param epoch    of the tenant's entitlements from now on, at least 1; a grant of an earlier one is outdated
 * @param subjects names of the people; empty for everybody of the tenant
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record EntitlementsChanged(String tenant, long epoch, List<String> subjects) {

    public static final String TYPE = "dev.surety.entitlements.changed.v1";

    public EntitlementsChanged {
        Objects.requireNonNull(tenant, "tenant");
        if (epoch < 1) {
            throw new IllegalArgumentException("epoch is at least 1, not " + epoch);
        }
        subjects = subjects(subjects);
    }

    /** Nobody in particular is everybody: a change whose people can't be read concerns all. */
    private static List<String> subjects(@Nullable List<String> subjects) {
        return subjects == null ? List.of() : List.copyOf(subjects);
    }

    /** Without names. */
    @Override
    public String toString() {
        return "EntitlementsChanged[" + tenant + ", epoch " + epoch + ", " + subjects.size() + " people]";
    }
}
