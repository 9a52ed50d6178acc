package dev.surety.redaction;

import java.util.Set;

/**
 * What is too random for a word: letters of both sizes and digits, mixed, at least {@value #SHORTEST} of them and with high entropy. Digits and letters of
 * hexadecimal numbers alone are hashes and ids far more often than keys; those count only behind a name that says so.
 */
final class RandomTokens implements Detector {

    static final int SHORTEST = 20;
    private static final int LONGEST = 1024;
    // Bits a character. Random characters of base 62 reach 3.9 at a length of 20 in nineteen cases of twenty; English text in any case stays under 3.6.
    private static final double ENTROPY = 3.75;
    private static final int LEAST_DIGITS = 2;
    private static final int LEAST_CHANGES = 6;
    private static final Set<String> HASHES = Set.of(
            "commit", "sha", "sha1", "sha256", "sha384", "sha512", "digest", "checksum", "hash", "md5", "etag", "rev", "revision", "requestid", "traceid", "spanid", "traceparent",
            "integrity", "h1", "version", "fingerprint", "xrequestid", "policyversion", "id", "uuid", "kid", "jti");

    // Public keys of SSH (RFC 4253, 6.6), checksums of packages; in base 64: PNG, JPEG, GIF, WOFF, PDF, ZIP, gzip.
    private static final String[] PUBLIC = {
        "AAAAB3NzaC1", "AAAAC3NzaC1", "AAAAE2VjZHNh", "sha1-", "sha256-", "sha384-", "sha512-", "iVBORw0KGgo", "/9j/", "R0lGOD", "d09GM", "JVBERi0", "UEsDB", "H4sI"
    };
    private static final Set<String> BASE64 = Set.of("base64");

    @Override
    public void find(View view, Candidates found) {
        var at = 0;
        while (at < view.length()) {
            if (!token(view.at(at))) {
                at++;
                continue;
            }
            var end = at;
            while (token(view.at(end)) && (view.at(end) != '=' || end == at || !token(view.at(end + 1)) || view.at(end + 1) == '=')) {
                end++;
            }
            if (end - at >= SHORTEST && end - at <= LONGEST && !isPart(view, at) && !hashBefore(view, at) && !isPublic(view, at)) {
                single(view, at, end, found);
            }
            at = Math.max(end, at + 1);
        }
    }

    /** Slashes part paths, and stand in base 64: a random part counts, and so does a random whole. */
    private static void single(View view, int start, int end, Candidates found) {
        var part = start;
        for (var place = start; place <= end; place++) {
            if (place == end || view.at(place) == '/') {
                if (place - part >= SHORTEST && random(view.text(part, place))) {
                    Secrets.add(found, part, place);
                }
                part = place + 1;
            }
        }
        var whole = view.text(start, end);
        if (whole.indexOf('/') > 0 && view.at(start - 1) != ':' && view.at(start - 1) != '.' && random(whole)) {
            Secrets.add(found, start, end);
        }
    }

    private static boolean isPart(View view, int start) {
        return view.at(start - 1) == '@' || view.at(start - 1) == '%';
    }

    /** What says of itself that it is no secret: a public key, a checksum, a picture, a font, an archive. */
    static boolean isPublic(View view, int start) {
        for (var beginning : PUBLIC) {
            if (view.starts(start, beginning)) {
                return true;
            }
        }
        return view.at(start - 1) == ',' && view.hasBefore(start, 1, BASE64);
    }

    private static boolean hashBefore(View view, int start) {
        return (view.at(start - 1) == ':' || view.at(start - 1) == '=' || view.at(start - 1) == '-') && view.hasBefore(start, 1, HASHES);
    }

    /** Whether what has this name, in small letters and digits, is random and no secret. */
    static boolean named(String name) {
        return HASHES.stream().anyMatch(name::endsWith);
    }

    static boolean random(String value) {
        if (value.length() < SHORTEST || value.length() > LONGEST || isUuid(value) || value.startsWith("sha")) {
            return false;
        }
        var upper = 0;
        var lower = 0;
        var digits = 0;
        var changes = 0;
        var before = -1;
        var counts = new int[128];
        for (var index = 0; index < value.length(); index++) {
            var unit = value.charAt(index);
            if (!token(unit)) {
                return false;
            }
            counts[unit]++;
            var kind = unit >= '0' && unit <= '9' ? 0 : unit >= 'a' && unit <= 'z' ? 1 : unit >= 'A' && unit <= 'Z' ? 2 : 3;
            digits += kind == 0 ? 1 : 0;
            lower += kind == 1 ? 1 : 0;
            upper += kind == 2 ? 1 : 0;
            changes += before >= 0 && kind != before && (kind == 0 || before == 0 || kind == 1 && before == 1) ? 1 : 0;
            changes += before == 1 && kind == 2 || before == 2 && kind == 1 ? 1 : 0;
            before = kind;
        }
        return upper >= 2 && lower >= 2 && digits >= LEAST_DIGITS && changes >= leastChanges(value.length()) && entropy(counts, value.length()) >= ENTROPY;
    }

    /** Names of classes change their letters' size once a word; what is random changes about every other character. */
    private static int leastChanges(int length) {
        return Math.max(LEAST_CHANGES, length * 3 / 10);
    }

    private static double entropy(int[] counts, int length) {
        var bits = 0.0;
        for (var count : counts) {
            if (count > 0) {
                var share = (double) count / length;
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits;
    }

    static boolean isUuid(String value) {
        if (value.length() != 36) {
            return false;
        }
        for (var index = 0; index < 36; index++) {
            var unit = value.charAt(index);
            var hyphen = index == 8 || index == 13 || index == 18 || index == 23;
            if (hyphen ? unit != '-' : Character.digit(unit, 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean token(char unit) {
        return unit >= 'a' && unit <= 'z' || unit >= 'A' && unit <= 'Z' || unit >= '0' && unit <= '9' || unit == '_' || unit == '-' || unit == '+' || unit == '/' || unit == '=';
    }
}
