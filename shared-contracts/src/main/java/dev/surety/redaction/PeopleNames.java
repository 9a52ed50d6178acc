package dev.surety.redaction;

import dev.surety.contract.RedactionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names of known people, word for word. A single word counts as it is written, several in any case. */
final class PeopleNames implements Detector {

    static final int MOST_WORDS = 5;
    private static final int WIDEST_GAP = 64;

    private final KnownPeople people;

    PeopleNames(KnownPeople people) {
        this.people = people;
    }

    /** A step of the hash of a word; the first begins with 0. Case does not count. */
    static int hash(int before, char unit) {
        return 31 * before + Character.toLowerCase(unit);
    }

    static int hash(String word) {
        var hash = 0;
        for (var index = 0; index < word.length(); index++) {
            hash = hash(hash, word.charAt(index));
        }
        return hash;
    }

    @Override
    public void find(View view, Candidates found) {
        if (people.size() == 0) {
            return;
        }
        var digester = people.digester();
        var at = 0;
        while (at < view.length()) {
            var end = wordEnd(view, at);
            if (end > at) {
                var behind = longest(view, at, digester);
                if (behind > at) {
                    found.add(RedactionKind.PERSON, initials(view, at), behind);
                }
                at = Math.max(end, behind);
            } else {
                at++;
            }
        }
    }

    /** Behind the longest name that begins with the word here; 0 when none does. */
    private int longest(View view, int start, KnownPeople.Digester digester) {
        var words = new ArrayList<String>(MOST_WORDS);
        var ends = new int[MOST_WORDS];
        for (var place = start; words.size() < MOST_WORDS; place = gapEnd(view, ends[words.size() - 1])) {
            var end = wordEnd(view, place);
            var word = view.text(place, end);
            if (end == place || !people.hashes().contains(hash(word))) {
                break;
            }
            ends[words.size()] = end;
            words.add(word);
        }
        for (var count = words.size(); count > 0; count--) {
            if (people.has(digester, form(words.subList(0, count)))) {
                return ends[count - 1];
            }
        }
        return 0;
    }

    private static int gapEnd(View view, int start) {
        var place = start;
        while (place - start < WIDEST_GAP && (view.space(place) || ",.-'\u2019".indexOf(view.at(place)) >= 0)) {
            place++;
        }
        return place;
    }

    /** What names share that count as the same: the words, in small letters when there are several. */
    static String form(List<String> words) {
        return words.size() == 1 ? words.getFirst() : String.join(" ", words).toLowerCase(Locale.ROOT);
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

    static List<String> words(String name) {
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
}
