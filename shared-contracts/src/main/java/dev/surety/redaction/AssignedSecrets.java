package dev.surety.redaction;

import java.util.Locale;
import java.util.Set;

/** What stands behind a name that says it is secret, the password in an address, and what is random behind any name. */
final class AssignedSecrets implements Detector {

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_VALUE = 512;
    private static final int LONGEST_RANDOM = 128;
    private static final int SHORTEST_PASSWORD = 4;
    private static final int SHORTEST_TOKEN = 8;
    private static final String[] PASSWORDS = {"password", "passwd", "pwd", "passphrase", "passwort", "kennwort", "passcode", "wachtwoord", "contraseña", "motdepasse",
        "depasse", "lösenord", "passord", "adgangskode", "salasana", "senha", "parola", "hasło", "heslo", "şifre"};
    private static final Set<String> PASSWORD_WORDS = Set.of(PASSWORDS);
    // Behind a password's name, before it: "the password of the archive is".
    private static final int FAR = 3;
    private static final String[] IS = {" is ", " ist ", " lautet ", " est ", " es ", " är ", " er ", " è ", " é "};
    private static final int WIDEST_GAP = 40;
    private static final String[] TOKENS = {
        "secret", "token", "apikey", "accesskey", "secretkey", "privatekey", "authkey", "signingkey", "encryptionkey", "accountkey", "sharedaccesskey", "clientsecret", "secretkeybase",
        "credential", "credentials", "secretaccesskey", "sig", "signature"
    };
    private static final Set<String> SHORT = Set.of("pw", "psw");
    private static final Set<String> SAID = Set.of(
            "null", "none", "true", "false", "undefined", "required", "optional", "string", "changeme", "redacted", "hidden", "empty", "unknown", "secret", "password",
            "token", "example", "missing", "invalid", "expired", "wrong", "encrypted", "disabled", "enabled", "yourpassword", "yourtoken", "bearer", "basic", "default", "forgotten", "incorrect");

    @Override
    public void find(View view, Candidates found) {
        for (var at = 1; at < view.length() - 1; at++) {
            var unit = view.at(at);
            if (unit == '=' || unit == ':') {
                if (view.starts(at, "://")) {
                    address(view, at + 3, found);
                } else if (view.at(at + 1) != ':' && view.at(at - 1) != ':') {
                    assigned(view, at, found);
                }
            } else if (unit == ' ' && view.alphanumeric(at - 1)) {
                said(view, at, found);
            }
        }
    }

    /** {@code scheme://user:password@host}. */
    private static void address(View view, int start, Candidates found) {
        var colon = -1;
        for (var place = start; place < view.length() && place - start < 512; place++) {
            var unit = view.at(place);
            if (unit == ':' && colon < 0) {
                colon = place;
            } else if (unit == '@') {
                if (colon > 0 && place - colon > 1 && !stands(view.text(colon + 1, place))) {
                    Secrets.add(found, colon + 1, place);
                }
                return;
            } else if (unit == '/' || unit == '?' || unit == '#' || unit == '"' || view.space(place)) {
                return;
            }
        }
    }

    /** {@code name=value}, {@code name: value}, {@code "name": "value"}. */
    private static void assigned(View view, int sign, Candidates found) {
        var name = name(view, sign);
        if (name.isEmpty()) {
            return;
        }
        var start = sign + 1;
        while (view.at(start) == '=' || view.at(start) == '>' || view.at(start) == ' ' && start - sign < 4) {
            start++;
        }
        var quote = view.at(start);
        var quoted = quote == '"' || quote == '\'' || quote == '`';
        if (quoted) {
            start++;
        }
        var secret = endsWith(name, PASSWORDS) || endsWith(name, TOKENS);
        var longest = secret ? LONGEST_VALUE : LONGEST_RANDOM;
        var end = quoted ? quotedEnd(view, start, quote, longest) : bareEnd(view, start, longest);
        if (end <= start) {
            return;
        }
        var value = view.text(start, end);
        if (!quoted && isCall(value)) {
            return;
        }
        var loose = !quoted && view.at(sign) == ':' && view.at(sign + 1) == ' ';
        if (endsWith(name, PASSWORDS) ? password(value, loose) : endsWith(name, TOKENS) ? token(value) : RandomTokens.random(value) && !RandomTokens.named(name) && !RandomTokens.isPublic(view, start)) {
            Secrets.add(found, start, end);
        }
    }

    /** {@code the password is value}, {@code password of whatever is value}, {@code password value}. */
    private static void said(View view, int space, Candidates found) {
        for (var is : IS) {
            if (view.starts(space, is) && (isPassword(view, space) || view.hasBefore(space, FAR, PASSWORD_WORDS))) {
                value(view, space + is.length(), found);
                return;
            }
        }
        if (isPassword(view, space) || view.hasBefore(space, 1, SHORT)) {
            value(view, space + 1, found);
        }
    }

    private static void value(View view, int start, Candidates found) {
        var end = bareEnd(view, start, LONGEST_VALUE);
        if (end - start >= 6 && view.hasDigit(start, end) && mixed(view.text(start, end))) {
            Secrets.add(found, start, end);
        }
    }

    /** Whether the word before a place is one for passwords. */
    private static boolean isPassword(View view, int end) {
        for (var word : PASSWORDS) {
            var start = end - word.length();
            var index = word.length() - 1;
            while (index >= 0 && Character.toLowerCase(view.at(start + index)) == word.charAt(index)) {
                index--;
            }
            if (index < 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean password(String value, boolean loose) {
        return value.length() >= SHORTEST_PASSWORD && !stands(value) && (!loose || mixed(value));
    }

    private static boolean token(String value) {
        return value.length() >= SHORTEST_TOKEN && !stands(value) && mixed(value) && !numeric(value) && !RandomTokens.isUuid(value);
    }

    /** Letters and something else: not a word. */
    private static boolean mixed(String value) {
        var letters = false;
        var others = false;
        for (var index = 0; index < value.length(); index++) {
            var unit = value.charAt(index);
            letters |= Character.isLetter(unit);
            others |= !Character.isLetter(unit) && unit != '-' && unit != '_' && unit != '.' && unit != '/';
        }
        return others && (letters || value.length() >= 6);
    }

    private static boolean numeric(String value) {
        return value.chars().allMatch(unit -> unit >= '0' && unit <= '9' || unit == '.' || unit == '-' || unit == ':' || unit == 'T' || unit == 'Z');
    }

    /** {@code config.password(}: code that gets it from somewhere. */
    private static boolean isCall(String value) {
        return value.endsWith("(") && value.chars().limit(value.length() - 1).allMatch(unit -> Character.isJavaIdentifierPart(unit) && unit != '$' || unit == '.' || unit == ':');
    }

    /** Whether a value only stands for one. */
    private static boolean stands(String value) {
        var first = value.charAt(0);
        return first == '$' && value.length() > 1 && (value.charAt(1) == '{' || value.charAt(1) == '(') || first == '<' || first == '{' || first == '[' || first == '%' && value.endsWith("%")
                || value.chars().allMatch(unit -> unit == '*' || unit == '.' || unit == 'x' || unit == 'X' || unit == '•' || unit == '-' || unit == '_')
                || SAID.contains(value.toLowerCase(Locale.ROOT));
    }

    /** The letters and digits of the name before a sign, in small letters; with a word before it when a single word would be "key". */
    private static String name(View view, int sign) {
        var end = sign;
        while (end > 0 && sign - end < WIDEST_GAP && (view.space(end - 1) && view.at(end - 1) == ' ' || view.at(end - 1) == '"' || view.at(end - 1) == '\'' || view.at(end - 1) == '`')) {
            end--;
        }
        var start = end;
        var spaces = 0;
        while (start > 0 && end - start < LONGEST_NAME) {
            var unit = view.at(start - 1);
            if (unit == ' ' && spaces == 0 && start < end) {
                spaces++;
            } else if (!view.alphanumeric(start - 1) && unit != '_' && unit != '-' && unit != '.') {
                break;
            } else if (unit == ' ') {
                break;
            }
            start--;
        }
        var name = new StringBuilder();
        for (var place = start; place < end; place++) {
            if (view.alphanumeric(place)) {
                name.append(Character.toLowerCase(view.at(place)));
            }
        }
        return name.toString();
    }

    private static boolean endsWith(String name, String[] words) {
        for (var word : words) {
            if (name.endsWith(word)) {
                return true;
            }
        }
        return false;
    }

    private static int quotedEnd(View view, int start, char quote, int longest) {
        var end = start;
        while (end < view.length() && view.at(end) != quote && view.at(end) != '\n' && end - start < longest) {
            end++;
        }
        return end;
    }

    private static int bareEnd(View view, int start, int longest) {
        var end = start;
        while (end < view.length() && end - start < longest && !ends(view, end)) {
            end++;
        }
        // The end of a sentence is none of a password.
        while (end > start && (view.at(end - 1) == '.' || view.at(end - 1) == '?')) {
            end--;
        }
        return end;
    }

    private static boolean ends(View view, int place) {
        return view.space(place)
                || switch (view.at(place)) {
                    case ',', ';', '"', '\'', '`', '&', '<', '>', ')', ']', '}', '|' -> true;
                    default -> false;
                };
    }
}
