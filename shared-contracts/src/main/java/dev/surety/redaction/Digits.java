package dev.surety.redaction;

/** Check digits. */
final class Digits {

    private Digits() {}

    /**
     * Whether a number holds by the formula of Luhn.
     *
     * @param number digits only
     * @see <a href="https://patents.google.com/patent/US2950048A/en">US patent 2950048</a>
     */
    static boolean luhn(String number) {
        var sum = 0;
        for (var index = 0; index < number.length(); index++) {
            var digit = number.charAt(number.length() - 1 - index) - '0';
            var counted = index % 2 == 0 ? digit : 2 * digit;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0;
    }

    /**
     * Whether a number holds by the formula of Verhoeff.
     *
     * @param number digits only
     * @see "J. Verhoeff: Error detecting decimal codes. Mathematical Centre Tracts 29, 1969"
     */
    static boolean verhoeff(String number) {
        var check = 0;
        for (var index = 0; index < number.length(); index++) {
            var digit = number.charAt(number.length() - 1 - index) - '0';
            for (var times = 0; times < index % 8; times++) {
                digit = "1576283094".charAt(digit) - '0';
            }
            check = turned(check, digit);
        }
        return check == 0;
    }

    /** Two turns of a regular pentagon, one after another; from 5 on turned over. */
    private static int turned(int one, int two) {
        if (one < 5) {
            return two < 5 ? (one + two) % 5 : 5 + (one + two - 5) % 5;
        }
        return two < 5 ? 5 + (one - 5 - two + 5) % 5 : (one - two + 5) % 5;
    }

    /** Each digit times its weight, added up. */
    static int weighed(String number, int... weights) {
        var sum = 0;
        for (var index = 0; index < weights.length; index++) {
            sum += (number.charAt(index) - '0') * weights[index];
        }
        return sum;
    }

    static int digit(String number, int index) {
        return number.charAt(index) - '0';
    }

    static int number(String digits, int from, int to) {
        return Integer.parseInt(digits, from, to, 10);
    }

    static boolean allEqual(String number) {
        return number.chars().allMatch(digit -> digit == number.charAt(0));
    }

    /** Whether a day of a month can be, in whichever year. */
    static boolean day(int month, int day) {
        return month >= 1 && month <= 12 && day >= 1 && day <= switch (month) {
            case 2 -> 29;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }
}
