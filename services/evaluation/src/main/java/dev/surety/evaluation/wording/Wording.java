package dev.surety.evaluation.wording;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Compares words by what they say: case, Markdown marks, white space and the format of numbers do not count. */
public final class Wording {

    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)]\\((?:[^()\\s]+)\\)");
    private static final Pattern CITATION = Pattern.compile("\\s*\\[\\d{1,3}]");
    private static final Pattern MARKS = Pattern.compile("[*_`~#>\"\\u201c\\u201d\\u00ad\\u200b\\ufeff]+");
    private static final Pattern CELLS = Pattern.compile("\\|");
    private static final Pattern QUOTES = Pattern.compile("[\\u2018\\u2019\\u201a\\u02bc]");
    private static final Pattern DASHES = Pattern.compile("\\s*[\\u2010-\\u2015\\u2212]\\s*|\\s+-\\s+");
    private static final Pattern THOUSANDS = Pattern.compile("(?<![\\d.,])\\d{1,3}(?:[,\\u00a0\\u2009\\u202f']\\d{3})+(?!\\d)");
    private static final Pattern EURO = Pattern.compile("(?<!\\d )(?:\\u20ac|\\beur)\\s*(\\d+(?:\\.\\d+)?)");
    private static final Pattern EURO_AFTER = Pattern.compile("(\\d)\\s*(?:\\u20ac|euros?\\b)");
    private static final Pattern PERCENT = Pattern.compile("\\s*(?:%|\\bper ?cent\\b)");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern WORD = Pattern.compile("\\b[a-z]+\\b");
    private static final Map<String, String> NUMBERS = Map.ofEntries(
            Map.entry("one", "1"), Map.entry("two", "2"), Map.entry("three", "3"), Map.entry("four", "4"), Map.entry("five", "5"),
            Map.entry("six", "6"), Map.entry("seven", "7"), Map.entry("eight", "8"), Map.entry("nine", "9"), Map.entry("ten", "10"),
            Map.entry("eleven", "11"), Map.entry("twelve", "12"), Map.entry("fifteen", "15"), Map.entry("twenty", "20"), Map.entry("thirty", "30"));

    private Wording() {}

    /** The text in the form in which texts are compared. */
    public static String plain(String text) {
        // First, because marks may stand inside a number: a leak in bold is one.
        var unmarked = unmarked(text);
        // Before NFKC, which makes plain spaces of the narrow ones that group digits.
        var grouped = THOUSANDS.matcher(unmarked).replaceAll(match -> match.group().replaceAll("\\D", ""));
        var lower = unmarked(Normalizer.normalize(grouped, Normalizer.Form.NFKC)).toLowerCase(Locale.ROOT);
        var dashed = DASHES.matcher(QUOTES.matcher(CELLS.matcher(lower).replaceAll(" ")).replaceAll("'")).replaceAll("-");
        var numbered = WORD.matcher(dashed).replaceAll(Wording::digits);
        var euros = EURO.matcher(EURO_AFTER.matcher(numbered).replaceAll("$1 eur")).replaceAll("$1 eur");
        return SPACE.matcher(PERCENT.matcher(euros).replaceAll(" %")).replaceAll(" ").strip();
    }

    /** Whether a text says this, as whole words: 25 is neither in 250 nor in 2.25. */
    public static boolean says(String text, String wanted) {
        var needle = Pattern.quote(plain(wanted));
        return Pattern.compile("(?<![\\p{L}\\p{N}])(?<!\\p{N}[.,])" + needle + "(?![\\p{L}\\p{N}])(?![.,]\\p{N})")
                .matcher(plain(text))
                .find();
    }

    /** Whether a text shows this anywhere, also inside a word: what must not be seen needs no word boundary. */
    public static boolean shows(String text, String forbidden) {
        return plain(text).contains(plain(forbidden));
    }

    private static String unmarked(String text) {
        return MARKS.matcher(CITATION.matcher(LINK.matcher(text).replaceAll("$1")).replaceAll("")).replaceAll("");
    }

    private static String digits(MatchResult word) {
        return NUMBERS.getOrDefault(word.group(), word.group());
    }
}
