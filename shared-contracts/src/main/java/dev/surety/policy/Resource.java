package dev.surety.policy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What an action is done to.
 *
 * @param action  which
 * @param members by name; exactly those of the action, each of its kind
 */
public record Resource(Action action, Map<String, Object> members) {

    static final String PREFIX = "resource.";
    private static final String QUESTION = "question";

    /** @throws RefusedResource when a member is missing, unknown or of another kind; the message names it */
    public Resource {
        Objects.requireNonNull(action, "action");
        for (var name : members.keySet()) {
            if (!action.resource().containsKey(name)) {
                throw new RefusedResource(PREFIX + name, "the action " + action.label() + " has no resource." + name);
            }
        }
        members = checked(action, members);
    }

    private static Map<String, Object> checked(Action action, Map<String, Object> members) {
        var checked = new TreeMap<String, Object>();
        action.resource().forEach((name, kind) -> {
            var value = members.get(name);
            if (value == null) {
                throw new RefusedResource(PREFIX + name, PREFIX + name + " is missing");
            }
            checked.put(name, kind.checked(PREFIX + name, value));
        });
        return Map.copyOf(checked);
    }

    /** @param mode label of what the caller wants */
    public static Resource ask(String question, String mode) {
        return new Resource(Action.ASK, Map.of(QUESTION, question, "mode", mode));
    }

    public static Resource search(String index) {
        return new Resource(Action.SEARCH, Map.of("index", index));
    }

    /**
     * @param tenant    that owns the document
     * @param clearance that the document needs
     */
    public static Resource read(String index, String documentId, String tenant, int clearance) {
        return new Resource(Action.READ, Map.of("index", index, "documentId", documentId, "tenant", tenant, "clearance", clearance));
    }

    /**
     * @param tier      label of the tier
     * @param model     that it calls; empty when none
     * @param outside   whether what it reads leaves the house
     * @param region    where it runs; empty when the contract does not say
     * @param clearance highest of the passages that it would read
     * @param indexes   that the passages come from
     */
    public static Resource useTier(String tier, String model, boolean outside, String region, int clearance, List<String> indexes) {
        return new Resource(
                Action.USE_TIER,
                Map.of("tier", tier, "model", model, "outside", outside, "region", region, "clearance", clearance, "indexes", indexes));
    }

    /**
     * @param tier      label of the tier that wrote
     * @param citations of the answer
     * @param indexes   that the passages behind it come from
     */
    public static Resource answer(String tier, int citations, List<String> indexes) {
        return new Resource(Action.ANSWER, Map.of("tier", tier, "citations", citations, "indexes", indexes));
    }

    /** @param writes whether the tool changes something */
    public static Resource callTool(String tool, boolean writes) {
        return new Resource(Action.CALL_TOOL, Map.of("tool", tool, "writes", writes));
    }

    /** @param user in whose name */
    public static Resource actFor(String user, String tenant) {
        return new Resource(Action.ACT_FOR, Map.of("user", user, "tenant", tenant));
    }

    public static Resource administer() {
        return new Resource(Action.ADMINISTER, Map.of());
    }

    /** What may be written down of it anywhere: all but a question, which stands in its answer's record and nowhere else. */
    public Map<String, Object> inShort() {
        var shown = new TreeMap<>(members);
        shown.remove(QUESTION);
        return Map.copyOf(shown);
    }

    /** Names only: a member may be a question. */
    @Override
    public String toString() {
        return "Resource[" + action.label() + ", " + members.keySet() + "]";
    }
}
