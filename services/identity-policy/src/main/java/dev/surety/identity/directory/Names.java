package dev.surety.identity.directory;

import dev.surety.identity.caller.Caller;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/** What may be a name in the directory, and which names are one and the same. */
public final class Names {

    /** Most parts of a group's path. */
    public static final int DEEPEST_PATH = 16;

    private Names() {}

    /**
     * A form that names share which differ only in case, in width or in the way that their letters are composed: Unicode's NFKC with case folding. Letters of
     * another script that merely look alike stay apart; they make another name, and another tag, which nobody has granted anything to.
     */
    public static String folded(String name) {
        var folded = name;
        // Folding can bring up a letter that folds further: the capital sharp s becomes the small one, and that becomes ss.
        for (var further = foldedOnce(folded); !further.equals(folded); further = foldedOnce(folded)) {
            folded = further;
        }
        return folded;
    }

    private static String foldedOnce(String name) {
        var compatible = Normalizer.normalize(name, Normalizer.Form.NFKC);
        // Up and down again folds what has no lower-case twin of its own, such as the sharp s.
        return Normalizer.normalize(compatible.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
    }

    /** Whether this can be a group's name: a path of at most {@value #DEEPEST_PATH} names, parted by slashes. */
    public static boolean isGroup(String path) {
        var parts = path.split("/", -1);
        return parts.length <= DEEPEST_PATH && path.length() <= Caller.LONGEST_NAME && Arrays.stream(parts).allMatch(Caller::isName);
    }
}
