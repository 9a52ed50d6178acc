package dev.surety.redaction;

import dev.surety.contract.RedactionKind;

/** Numbers of payment cards: 13 to 19 digits, a beginning that an issuer has (ISO/IEC 7812), a check digit. */
final class PaymentCards implements Detector {

    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;
    private static final int MOST_GROUPS = 7;

    @Override
    public void find(View view, Candidates found) {
        for (var runs = new DigitRuns(view); runs.advance(); ) {
            for (var from = 0; from < runs.groups(); from++) {
                from = Math.max(from, longest(runs, from, found) - 1);
            }
        }
    }

    /** Takes the longest number that begins with a group; tells behind which group it ends, 0 when there is none. */
    private static int longest(DigitRuns runs, int from, Candidates found) {
        for (var to = Math.min(runs.groups(), from + MOST_GROUPS); to > from; to--) {
            var digits = runs.digits(from, to);
            if (digits >= SHORTEST && digits <= LONGEST && written(runs, from, to) && runs.apart(from, to) && holds(runs.number(from, to))) {
                found.add(RedactionKind.PAYMENT_CARD, runs.start(from), runs.end(to - 1));
                return to;
            }
        }
        return 0;
    }

    /** In one piece, in groups as on cards, or in groups that are a row of their own. */
    private static boolean written(DigitRuns runs, int from, int to) {
        if (to - from == 1) {
            return true;
        }
        if (!runs.parted(from, to, " -.")) {
            return false;
        }
        var groups = to - from;
        return groups >= 4 && runs.sized(from, 4, 4, 4, 4) && (groups == 4 || groups == 5 && runs.size(from + 4) <= 3)
                || groups == 3 && (runs.sized(from, 4, 6, 5) || runs.sized(from, 4, 6, 4))
                || groups == 4 && runs.sized(from, 4, 4, 4) && runs.size(from + 3) <= 4
                || from == 0 && to == runs.groups() && !phone(runs);
    }

    /** A row that begins with a sign of a country code is none. */
    private static boolean phone(DigitRuns runs) {
        return runs.view().at(runs.start() - 1) == '+';
    }

    private static boolean holds(String number) {
        return issued(number) && !Digits.allEqual(number) && Digits.luhn(number);
    }

    private static boolean issued(String number) {
        var length = number.length();
        var two = Digits.number(number, 0, 2);
        var three = Digits.number(number, 0, 3);
        var four = Digits.number(number, 0, 4);
        return switch (number.charAt(0)) {
            case '4' -> length == 13 || length == 16 || length == 19; // Visa
            case '2' -> length == 16 && four >= 2221 && four <= 2720; // Mastercard
            case '3' -> (two == 34 || two == 37) && length == 15 // American Express
                    || (two == 36 || two == 38 || two == 39 || three >= 300 && three <= 305) && length >= 14 // Diners Club
                    || four >= 3528 && four <= 3589 && length >= 16; // JCB
            case '5' -> length == 16 && two >= 51 && two <= 55 || maestro(four); // Mastercard, Maestro
            case '6' -> length >= 16 && (two == 62 || two == 65 || four == 6011 || three >= 644 && three <= 649) || maestro(four); // UnionPay, Discover
            default -> false;
        };
    }

    private static boolean maestro(int four) {
        return switch (four) {
            case 5018, 5020, 5038, 5893, 6304, 6759, 6761, 6762, 6763 -> true;
            default -> false;
        };
    }
}
