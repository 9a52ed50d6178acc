package dev.surety.redaction;

import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How a person of a directory may be written in a text. */
public final class PersonNames {

    private static final int SHORTEST_ALONE = 3;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    /** Names that are words as well, and stand with a capital where no name is meant. Alone they are none. */
    private static final Set<String> WORDS = Set.of(
            "april", "art", "august", "baker", "bell", "berg", "bill", "bishop", "black", "bond", "brook", "brown", "bush", "can", "carol", "carter", "case", "chance", "chase", "christian", "church",
            "city", "clay", "cook", "cooper", "crystal", "dale", "dawn", "day", "dean", "dot", "drew", "duke", "earl", "east", "eden", "english", "faith", "field", "fisher", "ford", "forest",
            "foster", "fox", "france", "frank", "french", "gene", "german", "given", "glass", "grace", "grant", "gray", "green", "hall", "heath", "heather", "hill", "holland", "holly", "hope",
            "house", "hunter", "iris", "israel", "ivy", "jack", "jade", "jean", "jordan", "joy", "judge", "june", "jung", "king", "knight", "lake", "lane", "law", "little", "long", "love", "low",
            "mai", "major", "man", "mark", "marsh", "mason", "may", "mercy", "mike", "miles", "miller", "moon", "noble", "north", "page", "paris", "park", "parker", "pat", "pearl", "penny", "pepper",
            "pierce", "pitt", "pope", "porter", "potter", "price", "rain", "ray", "red", "reed", "rich", "rob", "robin", "rock", "rose", "rush", "sage", "sandy", "scott", "self", "sharp", "short",
            "singer", "sky", "small", "smart", "smith", "snow", "sommer", "son", "south", "spring", "star", "stark", "steel", "stone", "street", "strong", "sue", "summer", "summers", "sun", "swift",
            "taylor", "teller", "tom", "van", "victor", "violet", "von", "wade", "walker", "wall", "ward", "washington", "waters", "webb", "weber", "west", "white", "will", "winter", "wood", "woods",
            "world", "york", "young");

    private PersonNames() {}

    /**
     * The names of a person, of whom any may be unknown (blank): the whole in both orders, the family's and the given name, and each as who lacks the letters
     * writes it. A part that is a common word, or shorter than {@value #SHORTEST_ALONE} letters, counts only with the rest.
     */
    public static Collection<String> of(String displayName, String givenName, String familyName) {
        var names = new LinkedHashSet<String>();
        add(names, displayName);
        add(names, givenName + " " + familyName);
        add(names, familyName + " " + givenName);
        add(names, givenName);
        add(names, familyName);
        return names;
    }

    private static void add(Collection<String> names, String written) {
        var name = written.strip();
        var isAlone = name.chars().allMatch(Character::isLetter);
        if (name.isEmpty() || isAlone && (name.codePointCount(0, name.length()) < SHORTEST_ALONE && !Glyph.isUnspaced(name.charAt(0))
                || WORDS.contains(name.toLowerCase(Locale.ROOT)))) {
            return;
        }
        names.add(name);
        names.add(plain(name));
        names.add(umlauts(name));
    }

    private static String plain(String name) {
        return MARKS.matcher(Normalizer.normalize(letters(name), Normalizer.Form.NFD)).replaceAll("");
    }

    private static String umlauts(String name) {
        return plain(name.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("å", "aa").replace("Ä", "Ae").replace("Ö", "Oe").replace("Ü", "Ue").replace("Å", "Aa")
                .replace("ø", "oe").replace("Ø", "Oe"));
    }

    /** Letters that no rule of Unicode takes apart. */
    private static String letters(String name) {
        return name.replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("Ł", "L").replace("đ", "d").replace("Đ", "D").replace("ß", "ss").replace("æ", "ae").replace("Æ", "Ae")
                .replace("œ", "oe").replace("Œ", "Oe").replace("ı", "i").replace("þ", "th").replace("Þ", "Th").replace("ð", "d").replace("Ð", "D");
    }
}
