package dev.surety.redaction;

import dev.surety.contract.RedactionKind;
import java.util.Locale;

/** Addresses of mailboxes, as people write them: no quoted names, and a domain with a dot. */
final class Emails implements Detector {

    // RFC 5321, 4.5.3.1: octets of the two parts.
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_DOMAIN = 255;

    @Override
    public void find(View view, Candidates found) {
        for (var at = 1; at < view.length() - 3; at++) {
            if (view.at(at) == '@') {
                var start = name(view, at);
                var end = domain(view, at + 1);
                if (start < at && end > at && !isAccount(view, start, at) && !isImage(view, at + 1) && !isUserInfo(view, start)) {
                    found.add(RedactionKind.EMAIL, start, end);
                }
            }
        }
    }

    private static int name(View view, int at) {
        var start = at;
        while (at - start < LONGEST_NAME && named(view, start - 1)) {
            start--;
        }
        while (start < at && (view.at(start) == '.' || view.at(start) == '-' || view.at(start) == '+' || view.at(start) == '%')) {
            start++;
        }
        return view.at(at - 1) == '.' ? at : start;
    }

    private static boolean named(View view, int place) {
        return view.alphanumeric(place)
                || switch (view.at(place)) {
                    case '.', '_', '%', '+', '-', '$', '~' -> true;
                    default -> false;
                };
    }

    /** Behind the last label; the beginning when there is no domain. */
    private static int domain(View view, int start) {
        var end = 0;
        var dots = 0;
        var label = start;
        var place = start;
        for (; place - start < LONGEST_DOMAIN; place++) {
            if (view.alphanumeric(place) || view.at(place) == '-') {
                continue;
            }
            if (place == label) {
                break;
            }
            if (dots > 0 && isTop(view, label, place)) {
                end = place;
            }
            if (view.at(place) != '.') {
                break;
            }
            dots++;
            label = place + 1;
        }
        return end;
    }

    private static boolean isTop(View view, int start, int end) {
        if (end - start < 2 || end - start > 63) {
            return false;
        }
        if (view.text(start, start + 2).toLowerCase(Locale.ROOT).equals("xn")) {
            return true;
        }
        for (var place = start; place < end; place++) {
            if (!view.letter(place)) {
                return false;
            }
        }
        return true;
    }

    /** An account that everybody has at a host of repositories is nobody's mailbox. */
    private static boolean isAccount(View view, int start, int at) {
        return view.text(start, at).equals("git") || view.text(start, at).equals("svn");
    }

    /** {@code //user:password@host}: what stands before the host of an address is a login, not a mailbox. */
    private static boolean isUserInfo(View view, int start) {
        var place = start - 1;
        while (start - place < LONGEST_NAME && view.at(place) != '/' && !view.space(place) && view.at(place) != 0) {
            place--;
        }
        return view.at(place) == '/' && view.at(place - 1) == '/';
    }

    /** {@code logo@2x.png}. */
    private static boolean isImage(View view, int domain) {
        return view.digit(domain) && view.at(domain + 1) == 'x' && view.at(domain + 2) == '.';
    }
}
