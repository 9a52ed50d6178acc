package dev.surety.policy;

import dev.surety.grant.Grant;
import dev.surety.grant.Tags;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Who wants to do something.
 *
 * @param subject   user name, or the service's name for a service
 * @param tenant    the caller's organisation
 * @param tags      flattened, as in a {@link Grant}
 * @param clearance highest that the caller holds, at least 0
 * @param service   whether it is one of our own services
 * @param actor     service that acts for the subject; empty when nobody does
 */
public record Caller(String subject, String tenant, Set<String> tags, int clearance, boolean service, String actor) {

    /** What rules of every action may look at. */
    static final Map<String, Kind> VARIABLES = variables();

    static final String TAGS = "caller.tags";
    static final String ROLES = "caller.roles";

    public Caller {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(actor, "actor");
        tags = Tags.of(tags);
    }

    /** Whom a grant was given to. */
    public static Caller of(Grant grant) {
        return new Caller(grant.subject(), grant.tenant(), grant.tags(), grant.clearance(), grant.isService(), grant.actingService().orElse(""));
    }

    private static Map<String, Kind> variables() {
        var variables = new LinkedHashMap<String, Kind>();
        variables.put("caller.subject", Kind.TEXT);
        variables.put("caller.tenant", Kind.TEXT);
        variables.put("caller.tags", Kind.TEXTS);
        variables.put("caller.roles", Kind.TEXTS);
        variables.put("caller.clearance", Kind.NUMBER);
        variables.put("caller.service", Kind.FLAG);
        variables.put("caller.actor", Kind.TEXT);
        variables.put("now", Kind.TIME);
        return Collections.unmodifiableMap(variables);
    }

    /** Without the tags: they tell who belongs to what. */
    @Override
    public String toString() {
        return "Caller[" + tags.size() + " tags]";
    }
}
