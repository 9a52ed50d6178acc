package dev.surety.local.bench;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Compares words by what they say: case, Markdown marks, white space, citation marks and the format of numbers do not count. */
final class Wording {

    private static final Pattern CITATION = Pattern.compile("\\s*\\[\\d{1,3}]");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)]\\([^()\\s]+\\)");
    private static final Pattern MARKS = Pattern.compile("[*_`~#>\"\\u201c\\u201d\\u00ad\\u200b\\ufeff]+");
    private static final Pattern QUOTES = Pattern.compile("[\\u2018\\u2019\\u201a\\u02bc]");
    private static final Pattern DASHES = Pattern.compile("[\\u2010-\\u2015\\u2212]");
    private static final Pattern THOUSANDS = Pattern.compile("(?<=\\d)[,\\u00a0\\u2009\\u202f'](?=\\d{3}(?!\\d))");
    private static final Pattern PERCENT = Pattern.compile("\\s*(?:%|\\bper ?cent\\b)");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}|]+");

    private Wording() {}

    /** The text in the form in which texts are compared. */
    static String plain(String text) {
        // Before NFKC, which makes plain spaces of the narrow ones that group digits.
        // First, because marks may stand inside a number: a leak in bold is one.
        var grouped = THOUSANDS.matcher(MARKS.matcher(text).replaceAll("")).replaceAll("");
        var lower = Normalizer.normalize(grouped, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var linkless = LINK.matcher(CITATION.matcher(lower).replaceAll("")).replaceAll("$1");
        var unmarked = MARKS.matcher(linkless).replaceAll("");
        var simple = DASHES.matcher(QUOTES.matcher(unmarked).replaceAll("'")).replaceAll("-");
        return SPACE.matcher(PERCENT.matcher(simple).replaceAll(" %")).replaceAll(" ").strip();
    }

    /** Whether a text says this as whole words: 25 is neither in 250 nor in 2.25. */
    static boolean says(String text, String wanted) {
        return found(text, wanted, "(?<![\\p{L}\\p{N}])(?<!\\p{N}[.,])", "(?![\\p{L}\\p{N}])(?![.,]\\p{N})");
    }

    /** Whether a text shows this, inside a word too; only another number, as 2400 for 240, is something else. */
    static boolean shows(String text, String forbidden) {
        return found(text, forbidden, beginsWithDigit(forbidden) ? "(?<!\\d)(?<!\\d[.,])" : "", endsWithDigit(forbidden) ? "(?!\\d)(?![.,]\\d)" : "");
    }

    private static boolean found(String text, String wanted, String before, String after) {
        return Pattern.compile(before + Pattern.quote(plain(wanted)) + after).matcher(plain(text)).find();
    }

    private static boolean beginsWithDigit(String text) {
        return Character.isDigit(text.charAt(0));
    }

    private static boolean endsWithDigit(String text) {
        return Character.isDigit(text.charAt(text.length() - 1));
    }
}
