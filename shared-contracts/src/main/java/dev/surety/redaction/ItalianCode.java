package dev.surety.redaction;

import dev.surety.contract.RedactionKind;

/** Codice fiscale: letters of the names, the day and the place of birth, and a check letter; its digits may be letters where two people would be one. */
final class ItalianCode {

    private static final int LENGTH = 16;
    private static final String SHAPE = "LLLLLLDDLDDLDDDL";
    private static final String MONTHS = "ABCDEHLMPRST";
    private static final String LETTERS_FOR_DIGITS = "LMNPQRSTUV";
    /** What a character at an odd place, from 1, counts; digits as the letters A to J. Decreto ministeriale 23 dicembre 1976. */
    private static final int[] ODD = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};

    private ItalianCode() {}

    static void find(View view, Candidates found) {
        for (var at = 0; at + LENGTH <= view.length(); at++) {
            if (!view.alphanumeric(at - 1) && shaped(view, at)) {
                var code = new StringBuilder();
                var end = read(view, at, code);
                if (end > 0 && !view.alphanumeric(end) && holds(code.toString())) {
                    found.add(RedactionKind.NATIONAL_ID, at, end);
                }
            }
        }
    }

    private static boolean shaped(View view, int at) {
        return latin(view.at(at)) && latin(view.at(at + 1)) && latin(view.at(at + 2)) && (latin(view.at(at + 3)) || view.at(at + 3) == ' ');
    }

    /** Reads sixteen characters, with a space between the parts or none; 0 when there are others. */
    private static int read(View view, int start, StringBuilder code) {
        var place = start;
        while (code.length() < LENGTH) {
            var unit = view.at(place);
            var digit = unit >= '0' && unit <= '9';
            if (latin(unit) || digit && SHAPE.charAt(code.length()) == 'D') {
                code.append(Character.toUpperCase(unit));
            } else if (unit != ' ' || code.length() != 3 && code.length() != 6 && code.length() != 11 && code.length() != 15) {
                return 0;
            }
            place++;
        }
        return place;
    }

    static boolean holds(String code) {
        var sum = 0;
        for (var index = 0; index < LENGTH - 1; index++) {
            var unit = code.charAt(index);
            if (SHAPE.charAt(index) == 'D' && !(unit >= '0' && unit <= '9') && LETTERS_FOR_DIGITS.indexOf(unit) < 0) {
                return false;
            }
            var value = unit >= 'A' ? unit - 'A' : unit - '0';
            sum += index % 2 == 0 ? ODD[value] : value;
        }
        return MONTHS.indexOf(code.charAt(8)) >= 0 && code.charAt(LENGTH - 1) == 'A' + sum % 26;
    }

    private static boolean latin(char unit) {
        return unit >= 'A' && unit <= 'Z' || unit >= 'a' && unit <= 'z';
    }
}
