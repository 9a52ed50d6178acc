package dev.surety.redaction;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A block as it looks, with the way back to where each character stands in it. */
final class View {

    private final char[] seen;
    private final int length;
    private final @Nullable Places places;

    private View(char[] seen, int length, @Nullable Places places) {
        this.seen = seen;
        this.length = length;
        this.places = places;
    }

    static View of(char[] text, int from, int to) {
        var seen = new char[to - from];
        for (var at = from; at < to; at++) {
            if (text[at] >= 0x80) {
                return folded(text, from, to);
            }
            seen[at - from] = Glyph.as(text[at]);
        }
        return new View(seen, seen.length, null);
    }

    private static View folded(char[] text, int from, int to) {
        var seen = new char[to - from];
        var places = new Places(new int[to - from], new int[to - from]);
        var length = 0;
        for (var at = from; at < to; at++) {
            var start = at;
            var glyph = Glyph.as(text[at]);
            if (Character.isHighSurrogate(text[at]) && at + 1 < to && Character.isLowSurrogate(text[at + 1])) {
                var digit = Character.digit(Character.toCodePoint(text[at], text[at + 1]), 10);
                if (digit >= 0) {
                    glyph = (char) ('0' + digit);
                    at++;
                }
            }
            if (glyph != 0) {
                places.starts[length] = start - from;
                places.ends[length] = at + 1 - from;
                seen[length++] = glyph;
            }
        }
        return new View(seen, length, places);
    }

    int length() {
        return length;
    }

    /** The character at a place; 0 before the beginning and behind the end. */
    char at(int place) {
        return place < 0 || place >= length ? 0 : seen[place];
    }

    boolean digit(int place) {
        var unit = at(place);
        return unit >= '0' && unit <= '9';
    }

    boolean letter(int place) {
        var unit = at(place);
        return unit >= 'a' && unit <= 'z' || unit >= 'A' && unit <= 'Z' || unit >= 0x80 && Character.isLetter(unit);
    }

    boolean alphanumeric(int place) {
        return digit(place) || letter(place);
    }

    boolean hasDigit(int start, int end) {
        for (var place = start; place < end; place++) {
            if (digit(place)) {
                return true;
            }
        }
        return false;
    }

    boolean space(int place) {
        return place >= 0 && place < length && Glyph.of(seen[place]) == Glyph.SPACE;
    }

    /** Where in the block a character begins. */
    int startOf(int place) {
        return places == null ? place : places.starts[place];
    }

    /** Where in the block a character ends. */
    int endOf(int place) {
        return places == null ? place + 1 : places.ends[place];
    }

    String text(int start, int end) {
        return new String(seen, start, end - start);
    }

    boolean starts(int place, String word) {
        if (place < 0 || place + word.length() > length) {
            return false;
        }
        for (var index = 0; index < word.length(); index++) {
            if (seen[place + index] != word.charAt(index)) {
                return false;
            }
        }
        return true;
    }

    /** Where a text stands at or after a place; -1 when nowhere. */
    int indexOf(String text, int start) {
        for (var place = start; place + text.length() <= length; place++) {
            if (starts(place, text)) {
                return place;
            }
        }
        return -1;
    }

    /** Whether one of these words, in small letters, is among the last {@code howMany} before a place, on whichever line. */
    boolean hasBefore(int place, int howMany, Set<String> words) {
        var end = place;
        for (var seenWords = 0; seenWords < howMany; seenWords++) {
            while (end > 0 && !alphanumeric(end - 1)) {
                end--;
            }
            var start = end;
            while (start > 0 && alphanumeric(start - 1)) {
                start--;
            }
            if (start == end) {
                return false;
            }
            if (end - start <= 32 && words.contains(text(start, end).toLowerCase(Locale.ROOT))) {
                return true;
            }
            end = start;
        }
        return false;
    }

    /** Where each character of a view begins and ends in its block. */
    private record Places(int[] starts, int[] ends) {}
}
