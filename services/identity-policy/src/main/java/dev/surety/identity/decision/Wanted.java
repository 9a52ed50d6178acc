package dev.surety.identity.decision;

import dev.surety.api.ProblemException;
import java.util.Map;

/** Which document somebody wants to read: its id, or its URI. */
final class Wanted {

    private static final String ID = "documentId";
    private static final String URI = "uri";
    private static final int LONGEST = 2_000;

    private Wanted() {}

    /** @throws ProblemException when there is none, or more is said about it: that is looked up, and not believed */
    static String of(Map<String, Object> resource) {
        resource.keySet().stream().filter(member -> !member.equals(ID) && !member.equals(URI)).sorted().findFirst().ifPresent(other -> {
            throw ProblemException.invalid("resource." + other, "resource." + other + " is looked up: read takes resource.documentId or resource.uri, and nothing else");
        });
        if (resource.size() != 1) {
            throw ProblemException.invalid("resource.documentId", "resource.documentId is missing, or there twice: read takes resource.documentId or resource.uri");
        }
        var member = resource.keySet().iterator().next();
        if (resource.get(member) instanceof String text && !text.isBlank() && text.length() <= LONGEST) {
            return text;
        }
        throw ProblemException.invalid("resource." + member, "resource." + member + " is a text of 1 to " + LONGEST + " characters");
    }
}
