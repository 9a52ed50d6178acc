package dev.surety.identity.decision;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.surety.api.ProblemException;
import dev.surety.policy.Action;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/decisions}.
 *
 * @param action   label of an action
 * @param resource what it is about. For {@code read} only {@code documentId}, or {@code uri}: who may read it is looked up
 * @param context  may be left out
 * @param caller   about whom, for those who administer; left out, about whoever asks
 */
record DecisionRequest(Action action, Map<String, Object> resource, @Nullable Context context, @Nullable About caller) {

    /** @throws ProblemException when there is no such action, or no resource */
    @JsonCreator
    static DecisionRequest of(
            @JsonProperty("action") @Nullable String action,
            @JsonProperty("resource") @Nullable Map<String, Object> resource,
            @JsonProperty("context") @Nullable Context context,
            @JsonProperty("caller") @Nullable About caller) {
        return new DecisionRequest(known(action), resource == null ? Map.of() : withoutNulls(resource), context, caller);
    }

    private static Action known(@Nullable String action) {
        try {
            return Action.of(action == null ? "" : action);
        } catch (IllegalArgumentException unknown) {
            throw ProblemException.invalid("action", action == null ? "action is missing: " + unknown.getMessage() : unknown.getMessage());
        }
    }

    private static Map<String, Object> withoutNulls(Map<String, Object> resource) {
        resource.values().removeIf(value -> value == null);
        return Map.copyOf(resource);
    }

    /** The time to decide at, if another one than now. */
    Optional<Instant> now() {
        return Optional.ofNullable(context).map(Context::now);
    }

    /** Ids only: a member of the resource may be a question. */
    @Override
    public String toString() {
        return "DecisionRequest[" + action.label() + "]";
    }

    /**
     * What a rule may look at besides caller and resource.
     *
     * @param now RFC 3339; for those who administer
     */
    record Context(@Nullable Instant now) {

        @JsonCreator
        static Context of(@JsonProperty("now") @Nullable String now) {
            try {
                return new Context(now == null ? null : Instant.parse(now));
            } catch (DateTimeException noTime) {
                throw ProblemException.invalid("context.now", "context.now is a time as in 2026-11-24T09:30:00Z");
            }
        }
    }

    /**
     * Somebody else.
     *
     * @param user      name of a person of the asker's own tenant
     * @param tags      what the person has, instead of what the directory says; together with a clearance
     * @param clearance at least 0
     */
    record About(String user, @Nullable List<String> tags, @Nullable Integer clearance) {

        @JsonCreator
        static About of(
                @JsonProperty("user") @Nullable String user,
                @JsonProperty("tags") @Nullable List<String> tags,
                @JsonProperty("clearance") @Nullable Integer clearance) {
            if (user == null || !dev.surety.identity.caller.Caller.isName(user)) {
                throw ProblemException.invalid("caller.user", "caller.user is the name of a person: 1 to 200 visible characters");
            }
            if ((tags == null) != (clearance == null)) {
                throw ProblemException.invalid(tags == null ? "caller.tags" : "caller.clearance", "caller.tags and caller.clearance go together: send both, or neither");
            }
            if (clearance != null && clearance < 0) {
                throw ProblemException.invalid("caller.clearance", "caller.clearance is at least 0");
            }
            if (tags != null && tags.contains(null)) {
                throw ProblemException.invalid("caller.tags", "caller.tags is a list of texts");
            }
            return new About(user, tags, clearance);
        }

        /** Without the tags: they tell who belongs to what. */
        @Override
        public String toString() {
            return "About[" + (tags == null ? "as the directory says" : tags.size() + " tags") + "]";
        }
    }
}
