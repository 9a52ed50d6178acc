package dev.surety.redaction;

import dev.surety.contract.RedactionKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names of known people, word for word. A single word counts as it is written, several in any case. */
final class PeopleNames implements Detector {

    private static final int MOST_WORDS = 5;

    /** By the first word in small letters, the longest first. */
    private final Map<String, List<Name>> names = new HashMap<>();

    private final Set<Integer> hashes = new HashSet<>();

    PeopleNames(KnownPeople people) {
        for (var written : people.names()) {
            var words = words(written);
            if (!words.isEmpty() && words.size() <= MOST_WORDS) {
                names.computeIfAbsent(small(words.getFirst()), first -> new ArrayList<>()).add(new Name(words));
                words.forEach(word -> hashes.add(hash(word)));
            }
        }
        names.values().forEach(sameFirst -> sameFirst.sort(Comparator.comparingInt((Name name) -> name.words().size()).reversed()));
    }

    /** Hashes of all words of all names, as {@link Blocks} computes them; they tell it what to stop for. */
    Set<Integer> hashes() {
        return hashes;
    }

    /** A step of the hash of a word; the first begins with 0. Case does not count. */
    static int hash(int before, char unit) {
        return 31 * before + Character.toLowerCase(unit);
    }

    private static int hash(String word) {
        var hash = 0;
        for (var index = 0; index < word.length(); index++) {
            hash = hash(hash, word.charAt(index));
        }
        return hash;
    }

    @Override
    public void find(View view, Candidates found) {
        var at = 0;
        while (at < view.length()) {
            var end = wordEnd(view, at);
            if (end > at) {
                var behind = longest(view, at, end);
                if (behind > at) {
                    found.add(RedactionKind.PERSON, initials(view, at), behind);
                }
                at = Math.max(end, behind);
            } else {
                at++;
            }
        }
    }

    private int longest(View view, int start, int end) {
        for (var name : names.getOrDefault(small(view.text(start, end)), List.of())) {
            var behind = behind(view, start, name);
            if (behind > 0) {
                return behind;
            }
        }
        return 0;
    }

    private static int behind(View view, int start, Name name) {
        var place = start;
        var last = 0;
        for (var word : name.words()) {
            while (last > 0 && (view.space(place) || view.at(place) == '-' || view.at(place) == '.' || view.at(place) == ','
                    || view.at(place) == '\'' || view.at(place) == '\u2019')) {
                place++;
            }
            last = wordEnd(view, place);
            var written = view.text(place, Math.max(place, last));
            if (!(name.words().size() == 1 ? written.equals(word) : written.equalsIgnoreCase(word))) {
                return 0;
            }
            place = last;
        }
        return last;
    }

    private static int wordEnd(View view, int start) {
        var end = start;
        var isUnspaced = Glyph.isUnspaced(view.at(start));
        while (view.alphanumeric(end) && Glyph.isUnspaced(view.at(end)) == isUnspaced) {
            end++;
        }
        return end;
    }

    /** Where the initials before a name begin, at most two: {@code D. O'Rourke}. */
    private static int initials(View view, int start) {
        var first = start;
        for (var count = 0; count < 2; count++) {
            var letter = view.at(first - 1) == '.' ? first - 2 : view.at(first - 1) == ' ' && view.at(first - 2) == '.' ? first - 3 : -1;
            if (!view.letter(letter) || !Character.isUpperCase(view.at(letter)) || view.alphanumeric(letter - 1)) {
                return first;
            }
            first = letter;
        }
        return first;
    }

    private static List<String> words(String name) {
        var words = new ArrayList<String>();
        var text = name.toCharArray();
        var view = View.of(text, 0, text.length);
        for (var at = 0; at < view.length(); at++) {
            var end = wordEnd(view, at);
            if (end > at) {
                words.add(view.text(at, end));
                at = end;
            }
        }
        return words;
    }

    private static String small(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private record Name(List<String> words) {}
}
