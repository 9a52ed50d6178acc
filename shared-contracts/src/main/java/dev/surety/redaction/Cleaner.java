package dev.surety.redaction;

import dev.surety.contract.RedactionKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a text without what is found in its blocks. */
final class Cleaner implements Blocks.Reader {

    // How much of a part that is too long is left for the next one, so that what lies across its end is seen whole.
    private static final int MARGIN = 1024;

    private final List<Detector> detectors;
    private final Placeholders placeholders;
    private final StringBuilder clean = new StringBuilder();
    private final List<Finding> findings = new ArrayList<>();
    private int told;
    /** What a finding that fills a whole part goes on as. */
    private @Nullable RedactionKind unfinished;

    Cleaner(List<Detector> detectors, Placeholders placeholders) {
        this.detectors = detectors;
        this.placeholders = placeholders;
    }

    @Override
    public void plain(char[] text, int from, int to) {
        if (unfinished == null) {
            clean.append(text, from, to - from);
            told += to - from;
        } else {
            write(text, from, to, found(text, from, to, List.of()));
        }
    }

    @Override
    public void block(char[] text, int from, int to) {
        write(text, from, to, found(text, from, to, detectors));
    }

    @Override
    public int part(char[] text, int from, int to) {
        var found = found(text, from, to, detectors);
        if (!found.isEmpty() && found.getFirst().start() == 0 && found.getFirst().end() == to - from) {
            unfinished = found.getFirst().kind();
            write(text, from, to, found);
            return to;
        }
        var cut = from + cut(text, from, to, found);
        write(text, from, cut, found.stream().filter(finding -> finding.end() <= cut - from).toList());
        return cut;
    }

    /** What was written since this was asked last. */
    String taken() {
        var text = clean.toString();
        clean.setLength(0);
        return text;
    }

    List<Finding> findings() {
        return findings;
    }

    private List<Finding> found(char[] text, int from, int to, List<Detector> by) {
        var view = View.of(text, from, to);
        var candidates = new Candidates(view);
        by.forEach(detector -> detector.find(view, candidates));
        if (unfinished != null) {
            var end = 0;
            while (end < view.length() && !view.space(end)) {
                end++;
            }
            if (end > 0) {
                candidates.add(unfinished, 0, end);
            }
            unfinished = null;
        }
        return candidates.settled();
    }

    /** Where a part can be cut: not inside a finding, at a gap if there is one. */
    private static int cut(char[] text, int from, int to, List<Finding> found) {
        var latest = to - from - MARGIN;
        for (var place = latest; place > latest / 2; place--) {
            if (Glyph.of(text[from + place - 1]) == Glyph.SPACE && !inside(place, found)) {
                return place;
            }
        }
        for (var place = latest; place > 0; place--) {
            if (!inside(place, found) && !Character.isLowSurrogate(text[from + place])) {
                return place;
            }
        }
        // One finding reaches over all of it, from its first character to behind the latest place.
        return found.getFirst().end();
    }

    private static boolean inside(int place, List<Finding> found) {
        return found.stream().anyMatch(finding -> finding.start() < place && place < finding.end());
    }

    private void write(char[] text, int from, int to, List<Finding> found) {
        var written = from;
        for (var finding : found) {
            clean.append(text, written, from + finding.start() - written);
            clean.append(placeholders.of(finding.kind(), new String(text, from + finding.start(), finding.end() - finding.start())));
            written = from + finding.end();
            findings.add(finding.movedBy(told));
        }
        clean.append(text, written, to - written);
        told += to - from;
    }
}
