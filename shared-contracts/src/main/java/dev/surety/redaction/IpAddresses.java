package dev.surety.redaction;

import dev.surety.contract.RedactionKind;
import java.util.Set;

/** Addresses of machines, version 4 and 6. One's own machine (loopback, unspecified) says nothing of anybody and stays. */
final class IpAddresses implements Detector {

    /** Before four numbers with dots that are no address. */
    private static final Set<String> COUNTED = Set.of(
            "v", "ver", "version", "versions", "release", "releases", "build", "firmware", "driver", "section", "sections", "chapter", "clause", "paragraph", "sec",
            "rev", "revision", "patch", "upgrade", "upgraded", "abschnitt", "kapitel", "oid", "kernel", "rule");

    @Override
    public void find(View view, Candidates found) {
        for (var at = 0; at < view.length(); at++) {
            if (view.digit(at) && begins(view, at)) {
                var end = four(view, at);
                if (end > at && !view.hasBefore(at, 1, COUNTED) && !isOwn(view, at)) {
                    found.add(RedactionKind.IP, at, end);
                }
            }
            if (hex(view.at(at)) && begins(view, at) && view.at(at - 1) != ':' || view.at(at) == ':' && view.at(at + 1) == ':' && !view.alphanumeric(at - 1) && view.at(at - 1) != ':') {
                var end = six(view, at);
                if (end > at) {
                    found.add(RedactionKind.IP, at, end);
                    at = end - 1;
                }
            }
        }
    }

    private static boolean begins(View view, int at) {
        var before = view.at(at - 1);
        return !view.alphanumeric(at - 1) && before != '.' && before != '_' && !(before == '-' && view.alphanumeric(at - 2)) && before != '§' && before != '$';
    }

    /** Behind four numbers up to 255 with dots between them; 0 when it is anything else. */
    private static int four(View view, int start) {
        var place = start;
        for (var part = 0; part < 4; part++) {
            if (part > 0 && view.at(place++) != '.') {
                return 0;
            }
            var first = place;
            var value = 0;
            while (view.digit(place) && place - first < 4) {
                value = 10 * value + view.at(place++) - '0';
            }
            if (place == first || value > 255 || place - first > 1 && view.at(first) == '0') {
                return 0;
            }
        }
        var goesOn = view.alphanumeric(place) || view.at(place) == '_'
                || view.at(place) == '.' && view.alphanumeric(place + 1)
                || view.at(place) == '-' && view.alphanumeric(place + 1);
        return goesOn ? 0 : place;
    }

    private static boolean isOwn(View view, int start) {
        return view.starts(start, "127.") || view.starts(start, "0.0.0.0");
    }

    /** Behind an address of version 6; 0 when it is anything else. */
    private static int six(View view, int start) {
        var place = start;
        var groups = 0;
        var skipped = false;
        while (groups < 8) {
            if (view.at(place) == ':' && view.at(place + 1) == ':') {
                if (skipped) {
                    return 0;
                }
                skipped = true;
                place += 2;
                if (!hex(view.at(place))) {
                    break;
                }
                continue;
            }
            var end = place;
            while (hex(view.at(end)) && end - place < 5) {
                end++;
            }
            if (end == place || end - place > 4) {
                return 0;
            }
            groups++;
            if (view.at(end) == '.' && groups <= 7 && four(view, place) > 0) {
                groups++;
                place = four(view, place);
                break;
            }
            place = end;
            if (view.at(place) == ':' && view.at(place + 1) == ':') {
                continue;
            }
            if (groups < 8 && view.at(place) == ':' && hex(view.at(place + 1))) {
                place++;
                continue;
            }
            break;
        }
        var whole = skipped ? groups >= 2 && groups < 8 && plausible(view, start, groups) : groups == 8;
        var goesOn = view.alphanumeric(place) || view.at(place) == ':' && view.alphanumeric(place + 1) || view.at(place) == '_';
        return whole && !goesOn ? zone(view, place) : 0;
    }

    /** What programs write with two colons begins like no network that is in use. */
    private static boolean plausible(View view, int start, int groups) {
        var first = view.at(start);
        return view.digit(start) && view.hasDigit(start, start + 4) && groups >= 2 && view.at(start + 4) == ':'
                || first == ':' && view.starts(start, "::ffff:")
                || view.starts(start, "fe80:") || view.starts(start, "FE80:")
                || (first == 'f' || first == 'F') && view.hasDigit(start, start + 4) && groups >= 3
                || view.starts(start, "64:ff9b:");
    }

    private static int zone(View view, int end) {
        var place = end;
        if (view.at(place) == '%' && view.alphanumeric(place + 1)) {
            place++;
            while (view.alphanumeric(place) && place - end < 16) {
                place++;
            }
        }
        return place;
    }

    private static boolean hex(char unit) {
        return unit >= '0' && unit <= '9' || unit >= 'a' && unit <= 'f' || unit >= 'A' && unit <= 'F';
    }
}
