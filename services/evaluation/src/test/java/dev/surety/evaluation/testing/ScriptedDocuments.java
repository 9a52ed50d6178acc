package dev.surety.evaluation.testing;

import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** What the scripted retrieval says about documents. Kept in the system's properties: tests and servers live in different class loaders. */
public final class ScriptedDocuments {

    private static final String TAKEN = "surety.testing.documents.taken";
    private static final String AWAY = "surety.testing.documents.away";
    private static final String ASKED = "surety.testing.documents.asked";

    private ScriptedDocuments() {}

    /** From now on this person may not read this document. */
    public static synchronized void take(String subject, String documentId) {
        var taken = System.getProperty(TAKEN, "");
        System.setProperty(TAKEN, taken + " " + subject + "/" + documentId);
    }

    /** From now on nobody says anything about documents. */
    public static void goAway() {
        System.setProperty(AWAY, "true");
    }

    /** Everybody may read everything again, and no question was asked. */
    public static synchronized void reset() {
        Properties properties = System.getProperties();
        List.of(TAKEN, AWAY, ASKED).forEach(properties::remove);
    }

    /** How many documents each question was about. */
    public static synchronized List<Integer> questions() {
        return Stream.of(System.getProperty(ASKED, "").split(" ")).filter(number -> !number.isEmpty()).map(Integer::valueOf).toList();
    }

    static synchronized void asked(int documents) {
        System.setProperty(ASKED, System.getProperty(ASKED, "") + " " + documents);
    }

    static boolean isAway() {
        return Boolean.getBoolean(AWAY);
    }

    static boolean mayRead(String subject, String documentId) {
        return !List.of(System.getProperty(TAKEN, "").split(" ")).contains(subject + "/" + documentId);
    }
}
