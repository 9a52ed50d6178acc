package dev.surety.contract;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules that many fields share. */
final class Bounds {

    private Bounds() {}

    static void positive(Duration duration, Place place, Findings findings) {
        if (duration.isZero()) {
            findings.add(place, "is 0, it must be longer than nothing: write for instance 250ms");
        }
    }

    static void atLeast(int least, int value, Place place, Findings findings) {
        if (value < least) {
            findings.add(place, "is " + value + ", it must be at least " + least);
        }
    }

    /** A share that can be kept, and broken: without one of the two there is no error budget. */
    static void promise(Percent share, Place place, Findings findings) {
        if (share.value().signum() == 0) {
            findings.add(place, "is 0%, which promises nothing: write more than 0%");
        } else if (share.missing().value().signum() == 0) {
            findings.add(place, "is 100%, which leaves no error budget: write less, for instance 99.9%");
        }
    }

    /** @param place of the list */
    static void unique(List<?> entries, Place place, Findings findings) {
        var first = new HashMap<Object, Integer>();
        for (var index = 0; index < entries.size(); index++) {
            var earlier = first.putIfAbsent(entries.get(index), index);
            if (earlier != null) {
                findings.add(place.entry(index), "says the same as " + place.entry(earlier) + ": keep one of them");
            }
        }
    }

    static void notEmpty(List<?> entries, String what, Place place, Findings findings) {
        if (entries.isEmpty()) {
            findings.add(place, "is empty: name at least one " + what);
        }
    }

    static void known(String name, Map<String, ?> names, String what, Place place, Findings findings) {
        if (!names.containsKey(name)) {
            findings.add(place, "there is no %s '%s': %s".formatted(what, name, names.isEmpty() ? "write it down first" : "use " + listed(names)));
        }
    }

    private static String listed(Map<String, ?> names) {
        return String.join(", ", names.keySet().stream().sorted().toList());
    }
}
