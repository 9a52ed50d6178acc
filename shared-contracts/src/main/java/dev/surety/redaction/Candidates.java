package dev.surety.redaction;

import dev.surety.contract.RedactionKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the detectors found in one block, until it is decided whose it is. */
final class Candidates {

    /** The first in the text; of those the longest; of those the most severe. */
    private static final Comparator<Finding> ORDER =
            Comparator.comparingInt(Finding::start).thenComparing(Comparator.comparingInt(Finding::end).reversed()).thenComparing(Finding::kind);

    private final View view;
    private final List<Finding> all = new ArrayList<>();

    Candidates(View view) {
        this.view = view;
    }

    /**
     * Adds a finding.
     *
     * @param start in the view
     * @param end   in the view, behind {@code start}
     */
    void add(RedactionKind kind, int start, int end) {
        all.add(new Finding(kind, view.startOf(start), view.endOf(end - 1)));
    }

    /**
     * None over another, in the order of the block. What begins inside another and ends behind it keeps its rest: nothing that was found is left standing,
     * and no finding depends on what follows behind its end.
     */
    List<Finding> settled() {
        if (all.size() < 2) {
            return all;
        }
        all.sort(ORDER);
        var settled = new ArrayList<Finding>(all.size());
        var free = 0;
        for (var finding : all) {
            if (finding.end() > free) {
                settled.add(new Finding(finding.kind(), Math.max(free, finding.start()), finding.end()));
                free = finding.end();
            }
        }
        return settled;
    }
}
