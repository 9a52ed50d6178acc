package dev.surety.inference.route;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** The words of a text that carry meaning, lower-cased and stemmed, as the search engine sees them. Thread-safe. */
public final class Words {

    /** What people wrap a question in; none of it says what the question is about. */
    private static final Set<String> WRAPPING = Set.of(
            "about", "after", "all", "also", "am", "any", "anybody", "anyone", "been", "before", "between", "both", "can", "cannot", "could", "did", "do", "does",
            "during", "each", "else", "get", "got", "had", "has", "have", "he", "her", "his", "how", "i", "i'm", "its", "long", "many", "may", "me", "more", "most",
            "much", "must", "my", "need", "often", "one", "ones", "our", "ours", "people", "please", "she", "should", "so", "some", "somebody", "someone", "than",
            "them", "those", "too", "up", "us", "very", "want", "we", "were", "what", "what's", "when", "where", "which", "while", "who", "whom", "whose", "why",
            "would", "you", "your", "it's", "there", "from", "tell", "know", "make", "use", "company", "allowed", "happens", "happen");

    private static final Pattern CODE = Pattern.compile("\\p{L}+(\\d+)");

    private static final Analyzer ANALYZER = new EnglishAnalyzer(stopWords());

    private Words() {}

    /** The stems, in order, each once. */
    public static Set<String> of(String text) {
        var words = new LinkedHashSet<String>();
        try (var tokens = ANALYZER.tokenStream("text", text)) {
            var term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                words.add(term.toString());
                // "L4" also answers to "level 4", here as in the index.
                var code = CODE.matcher(term);
                if (code.matches()) {
                    words.add(code.group(1));
                }
            }
            tokens.end();
            return words;
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private static CharArraySet stopWords() {
        var all = new CharArraySet(EnglishAnalyzer.getDefaultStopSet(), true);
        all.addAll(WRAPPING);
        return all;
    }
}
