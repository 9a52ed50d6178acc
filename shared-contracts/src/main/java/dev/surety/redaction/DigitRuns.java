package dev.surety.redaction;

import java.util.Arrays;

/**
 * A row of groups of digits with separators between them: what telephone numbers, cards and national numbers are made of. It reads the rows of a view one
 * after another.
 */
final class DigitRuns {

    // "(0) - ", or " - (" between two groups.
    private static final int LONGEST_GAP = 4;

    private final View view;
    private int next;
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private int groups;

    DigitRuns(View view) {
        this.view = view;
    }

    /** Goes to the next row; false when there is none. */
    boolean advance() {
        while (next < view.length() && !view.digit(next)) {
            next++;
        }
        groups = 0;
        while (next < view.length()) {
            var end = next;
            while (view.digit(end)) {
                end++;
            }
            add(next, end);
            next = end;
            var gap = gap(end);
            if (gap == 0) {
                break;
            }
            next = end + gap;
        }
        return groups > 0;
    }

    /** Characters up to the next digit of the same row; 0 when the row ends. */
    private int gap(int from) {
        for (var gap = 1; gap <= LONGEST_GAP; gap++) {
            if (view.digit(from + gap)) {
                return gap;
            }
            if (!separates(view.at(from + gap - 1)) || !separates(view.at(from + gap))) {
                return 0;
            }
        }
        return 0;
    }

    private static boolean separates(char unit) {
        return unit == ' ' || unit == '-' || unit == '.' || unit == '/' || unit == '(' || unit == ')';
    }

    private void add(int start, int end) {
        if (groups == starts.length) {
            starts = Arrays.copyOf(starts, groups * 2);
            ends = Arrays.copyOf(ends, groups * 2);
        }
        starts[groups] = start;
        ends[groups++] = end;
    }

    View view() {
        return view;
    }

    int groups() {
        return groups;
    }

    int start(int group) {
        return starts[group];
    }

    int end(int group) {
        return ends[group];
    }

    int size(int group) {
        return ends[group] - starts[group];
    }

    int start() {
        return starts[0];
    }

    int end() {
        return ends[groups - 1];
    }

    /** Digits in all groups from one to before another. */
    int digits(int from, int to) {
        var digits = 0;
        for (var group = from; group < to; group++) {
            digits += size(group);
        }
        return digits;
    }

    /** The digits of these groups, one after another. */
    String number(int from, int to) {
        var number = new StringBuilder();
        for (var group = from; group < to; group++) {
            number.append(view.text(starts[group], ends[group]));
        }
        return number.toString();
    }

    /** Whether exactly one character, one of these, stands between each two of the groups. */
    boolean parted(int from, int to, String by) {
        for (var group = from + 1; group < to; group++) {
            if (starts[group] - ends[group - 1] != 1 || by.indexOf(view.at(ends[group - 1])) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the groups have these sizes. */
    boolean sized(int from, int... sizes) {
        if (from + sizes.length > groups) {
            return false;
        }
        for (var index = 0; index < sizes.length; index++) {
            if (size(from + index) != sizes[index]) {
                return false;
            }
        }
        return true;
    }

    /** Whether neither letter nor digit nor underscore touches the groups from outside. */
    boolean apart(int from, int to) {
        return !touches(starts[from] - 1) && !touches(ends[to - 1]);
    }

    private boolean touches(int place) {
        return view.alphanumeric(place) || view.at(place) == '_';
    }
}
