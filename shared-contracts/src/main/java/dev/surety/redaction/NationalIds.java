package dev.surety.redaction;

import dev.surety.contract.RedactionKind;
import java.util.Set;

/**
 * Numbers by which a country knows a person, of nineteen countries. Where a check digit or letter is right for too many numbers that are none, or there is
 * none, a name of the number must stand before it, or it must be written the way of the country.
 */
final class NationalIds implements Detector {

    // "Steuer-ID (IdNr.): ..."
    private static final int NEAR = 4;
    // The names of columns, too: they stand before the first row only.
    private static final int FAR = 16;
    private static final Set<String> DUTCH = Set.of("bsn", "burgerservicenummer", "sofinummer", "sofi", "citizen");
    private static final Set<String> GERMAN =
            Set.of("steuer", "steuerid", "steueridentifikationsnummer", "identifikationsnummer", "idnr", "steuerliche", "tin", "tax");
    private static final Set<String> POLISH = Set.of("pesel");
    private static final Set<String> SWEDISH = Set.of("personnummer", "personnr", "samordningsnummer", "pnr");
    private static final Set<String> BRAZILIAN = Set.of("cpf");
    private static final Set<String> BRITISH = Set.of("nhs");
    private static final Set<String> INSURED = Set.of("nino", "ni", "insurance");
    private static final Set<String> NEVER_INSURED = Set.of("BG", "GB", "KN", "NK", "NT", "TN", "ZZ");
    private static final Set<String> AMERICAN = Set.of("ssn", "ssns", "social");
    private static final Set<String> CANADIAN = Set.of("sin", "nas", "insurance");
    private static final Set<String> SWISS = Set.of("ahv", "avs", "ahvn13");
    private static final Set<String> DANISH = Set.of("cpr", "personnummer", "cprnr", "cprnummer");
    private static final Set<String> PORTUGUESE = Set.of("nif", "contribuinte");
    private static final Set<String> IRISH = Set.of("pps", "ppsn");
    private static final Set<String> INDIAN = Set.of("aadhaar", "aadhar");

    @Override
    public void find(View view, Candidates found) {
        for (var runs = new DigitRuns(view); runs.advance(); ) {
            for (var from = 0; from < runs.groups(); from++) {
                from = Math.max(from, longest(view, runs, from, found) - 1);
            }
            lettered(view, runs, found);
        }
        ItalianCode.find(view, found);
    }

    /** Takes the longest number of digits alone that begins with a group; tells behind which group it ends, 0 when there is none. */
    private static int longest(View view, DigitRuns runs, int from, Candidates found) {
        for (var to = Math.min(runs.groups(), from + 7); to > from; to--) {
            var digits = runs.digits(from, to);
            if (digits >= 8 && digits <= 15 && runs.apart(from, to) && holds(view, runs, from, to, runs.number(from, to))) {
                found.add(RedactionKind.NATIONAL_ID, runs.start(from), runs.end(to - 1));
                return to;
            }
        }
        return 0;
    }

    private static boolean holds(View view, DigitRuns runs, int from, int to, String number) {
        var alone = to - from == 1;
        return switch (number.length()) {
            case 8 -> far(view, runs, from, DUTCH) && dutch("0" + number);
            case 9 -> far(view, runs, from, DUTCH) && dutch(number)
                    || american(number) && (americanWriting(view, runs, from, to) || far(view, runs, from, AMERICAN))
                    || Digits.luhn(number) && near(view, runs, from, CANADIAN)
                    || portuguese(number) && near(view, runs, from, PORTUGUESE);
            case 10 -> swedish(number) && (swedishWriting(view, runs, from, to) || near(view, runs, from, SWEDISH))
                    || far(view, runs, from, BRITISH) && british(number)
                    || danish(number) && near(view, runs, from, DANISH);
            case 11 -> belgian(number) && (alone || belgianWriting(runs, from, to))
                    || norwegian(number) && (alone || to - from == 2 && runs.sized(from, 6, 5) && runs.parted(from, to, " -"))
                    || german(number) && (near(view, runs, from, GERMAN) || to - from == 4 && runs.sized(from, 2, 3, 3, 3) && runs.parted(from, to, " "))
                    || far(view, runs, from, POLISH) && polish(number)
                    || brazilian(number) && (far(view, runs, from, BRAZILIAN) || brazilianWriting(view, runs, from, to));
            case 12 -> swedish(number.substring(2)) && (number.startsWith("19") || number.startsWith("20"))
                    && (swedishWriting(view, runs, from, to) || near(view, runs, from, SWEDISH))
                    || indian(number) && near(view, runs, from, INDIAN);
            case 13 -> swiss(number) && (to - from == 4 && runs.sized(from, 3, 4, 4, 2) && runs.parted(from, to, ". ") || far(view, runs, from, SWISS));
            case 15 -> (alone || runs.parted(from, to, " .-")) && french(number);
            default -> false;
        };
    }

    private static boolean near(View view, DigitRuns runs, int from, Set<String> names) {
        return view.hasBefore(runs.start(from), NEAR, names);
    }

    private static boolean far(View view, DigitRuns runs, int from, Set<String> names) {
        return view.hasBefore(runs.start(from), FAR, names);
    }

    /** The eleven-test of the burgerservicenummer, the last digit with weight -1. */
    static boolean dutch(String number) {
        return Digits.number(number, 0, 9) > 9_999_999 && Digits.weighed(number, 9, 8, 7, 6, 5, 4, 3, 2, -1) % 11 == 0;
    }

    /** Steuerliche Identifikationsnummer: ISO 7064 mod 11,10, and one digit of the first ten stands there two or three times. */
    static boolean german(String number) {
        if (number.charAt(0) == '0') {
            return false;
        }
        var counts = new int[10];
        var product = 10;
        for (var index = 0; index < 10; index++) {
            var digit = Digits.digit(number, index);
            counts[digit]++;
            var sum = (digit + product) % 10;
            product = 2 * (sum == 0 ? 10 : sum) % 11;
        }
        var repeated = 0;
        for (var count : counts) {
            repeated += count > 1 ? 1 : 0;
            if (count > 3) {
                return false;
            }
        }
        return repeated == 1 && (11 - product) % 10 == Digits.digit(number, 10);
    }

    /** Rijksregisternummer: a day of birth, and 97 less the rest by 97; from 2000 on with a 2 before the number. */
    static boolean belgian(String number) {
        var month = Digits.number(number, 2, 4) % 20;
        if (!Digits.day(month, Digits.number(number, 4, 6))) {
            return false;
        }
        var counted = Long.parseLong(number.substring(0, 9));
        var check = Digits.number(number, 9, 11);
        return 97 - counted % 97 == check || 97 - (2_000_000_000L + counted) % 97 == check;
    }

    private static boolean belgianWriting(DigitRuns runs, int from, int to) {
        return to - from == 5 && runs.sized(from, 2, 2, 2, 3, 2) && runs.parted(from, to, ".-/ ") || to - from == 3 && runs.sized(from, 6, 3, 2) && runs.parted(from, to, ".- ");
    }

    /** PESEL: a day of birth whose month tells the century, and a weighed sum. */
    static boolean polish(String number) {
        return Digits.day(Digits.number(number, 2, 4) % 20, Digits.number(number, 4, 6))
                && Digits.weighed(number, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0;
    }

    /** Personnummer without century: a day of birth (coordination numbers: plus 60), and Luhn. */
    static boolean swedish(String number) {
        return Digits.day(Digits.number(number, 2, 4), Digits.number(number, 4, 6) % 60) && Digits.luhn(number);
    }

    private static boolean swedishWriting(View view, DigitRuns runs, int from, int to) {
        var sign = view.at(runs.end(from));
        return to - from == 2 && runs.size(from + 1) == 4 && sign == '-' && runs.parted(from, to, "-");
    }

    /** CPF: two check digits, each by eleven. */
    static boolean brazilian(String number) {
        return !Digits.allEqual(number)
                && Digits.weighed(number, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10 == Digits.digit(number, 9)
                && Digits.weighed(number, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10 == Digits.digit(number, 10);
    }

    private static boolean brazilianWriting(View view, DigitRuns runs, int from, int to) {
        return to - from == 4 && runs.sized(from, 3, 3, 3, 2) && runs.parted(from, to, ".-") && view.at(runs.end(from + 2)) == '-';
    }

    /** Fødselsnummer: a day of birth, and two check digits, each by eleven. */
    static boolean norwegian(String number) {
        return Digits.day(Digits.number(number, 2, 4) % 40, Digits.number(number, 0, 2) % 40)
                && Digits.weighed(number, 3, 7, 6, 1, 8, 9, 4, 5, 2, 1) % 11 == 0
                && Digits.weighed(number, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }

    /** Social Security number: no check digits, only what was never given out. */
    static boolean american(String number) {
        var area = Digits.number(number, 0, 3);
        return area > 0 && area < 900 && area != 666 && Digits.number(number, 3, 5) > 0 && Digits.number(number, 5, 9) > 0;
    }

    private static boolean americanWriting(View view, DigitRuns runs, int from, int to) {
        return runs.groups() == 3 && to - from == 3 && runs.sized(from, 3, 2, 4) && runs.parted(from, to, "-") && view.at(runs.start(from) - 1) != '-'
                && view.at(runs.end(to - 1)) != '-';
    }

    /** CPR number: a day of birth; those given out since 2007 have no check digit. */
    static boolean danish(String number) {
        return Digits.day(Digits.number(number, 2, 4), Digits.number(number, 0, 2));
    }

    /** NIF: a weighed sum by eleven. */
    static boolean portuguese(String number) {
        var check = 11 - Digits.weighed(number, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return (check >= 10 ? 0 : check) == Digits.digit(number, 8);
    }

    /** AHV number: the country's 756 and the check digit of an EAN. */
    static boolean swiss(String number) {
        return number.startsWith("756") && Digits.weighed(number, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1) % 10 == 0;
    }

    /** Aadhaar: the check digit of Verhoeff, and neither 0 nor 1 at the beginning. */
    static boolean indian(String number) {
        return number.charAt(0) > '1' && Digits.verhoeff(number);
    }

    /** NHS number: a weighed sum by eleven. */
    static boolean british(String number) {
        var check = 11 - Digits.weighed(number, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return check != 10 && check % 11 == Digits.digit(number, 9);
    }

    /** Numéro d'inscription au répertoire, key included: 97 less the rest by 97. */
    static boolean french(String number) {
        var month = Digits.number(number, 3, 5);
        var sex = number.charAt(0);
        return (sex == '1' || sex == '2' || sex == '7' || sex == '8') && (month >= 1 && month <= 12 || month >= 20 && month <= 42 || month >= 50)
                && 97 - Long.parseLong(number.substring(0, 13)) % 97 == Digits.number(number, 13, 15);
    }

    /** Numbers with a letter among or behind their digits. */
    private static void lettered(View view, DigitRuns runs, Candidates found) {
        var last = runs.groups() - 1;
        for (var from = 0; from <= last; from++) {
            spanish(view, runs, from, found);
            finnish(view, runs, from, found);
            corsican(view, runs, from, found);
            insured(view, runs, from, found);
            irish(view, runs, from, found);
        }
    }

    /** National Insurance number: two letters, six digits and a letter. No check digit, so pairs with spaces or its name must tell. */
    private static void insured(View view, DigitRuns runs, int from, Candidates found) {
        var whole = runs.size(from) == 6;
        var paired = runs.sized(from, 2, 2, 2) && runs.parted(from, from + 3, " ");
        if (!whole && !paired) {
            return;
        }
        var first = paired ? runs.start(from) - 3 : runs.start(from) - 2;
        var end = runs.end(whole ? from : from + 2);
        var last = view.at(end) == ' ' && paired ? end + 1 : end;
        var one = Character.toUpperCase(view.at(first));
        var two = Character.toUpperCase(view.at(first + 1));
        if ((whole || view.at(first + 2) == ' ') && !view.alphanumeric(first - 1) && !view.alphanumeric(last + 1)
                && "ABCEGHJKLMNOPRSTWXYZ".indexOf(one) >= 0 && "ABCEGHJKLMNPRSTWXYZ".indexOf(two) >= 0 && !NEVER_INSURED.contains("" + one + two)
                && "ABCD".indexOf(Character.toUpperCase(view.at(last))) >= 0 && (paired || view.hasBefore(first, FAR, INSURED))) {
            found.add(RedactionKind.NATIONAL_ID, first, last + 1);
        }
    }

    /** PPS number: seven digits, the letter of the rest by 23, and maybe another letter that counts too. */
    private static void irish(View view, DigitRuns runs, int from, Candidates found) {
        var start = runs.start(from);
        var letter = runs.end(from);
        if (runs.size(from) != 7 || view.alphanumeric(start - 1) || !view.letter(letter) || !near(view, runs, from, IRISH)) {
            return;
        }
        var more = view.letter(letter + 1) ? Character.toUpperCase(view.at(letter + 1)) : 0;
        var end = more == 0 ? letter + 1 : letter + 2;
        var counted = more >= 'A' && more <= 'I' ? more - 'A' + 1 : 0;
        var rest = (Digits.weighed(view.text(start, letter), 8, 7, 6, 5, 4, 3, 2) + 9 * counted) % 23;
        if (!view.alphanumeric(end) && Character.toUpperCase(view.at(letter)) == "WABCDEFGHIJKLMNOPQRSTUV".charAt(rest)) {
            found.add(RedactionKind.NATIONAL_ID, start, end);
        }
    }

    /** DNI and NIE: the letter is the rest by 23. */
    private static void spanish(View view, DigitRuns runs, int from, Candidates found) {
        for (var to = from + 1; to <= Math.min(runs.groups(), from + 3); to++) {
            var digits = runs.digits(from, to);
            var start = runs.start(from);
            var foreign = digits == 7 && "XYZxyz".indexOf(view.at(view.at(start - 1) == '-' ? start - 2 : start - 1)) >= 0;
            if (digits != 8 && !foreign || to - from > 1 && !runs.parted(from, to, ".")) {
                continue;
            }
            var first = foreign ? view.at(start - 1) == '-' ? start - 2 : start - 1 : start;
            var letter = view.at(runs.end(to - 1)) == '-' || view.at(runs.end(to - 1)) == ' ' && near(view, runs, from, Set.of("dni", "nie", "nif"))
                    ? runs.end(to - 1) + 1 : runs.end(to - 1);
            if (view.alphanumeric(first - 1) || view.alphanumeric(letter + 1) || view.at(first - 1) == '_' || view.at(first - 1) == '-') {
                continue;
            }
            var number = (foreign ? Integer.toString("XYZ".indexOf(Character.toUpperCase(view.at(first)))) : "") + runs.number(from, to);
            if (Character.toUpperCase(view.at(letter)) == "TRWAGMYFPDXBNJZSQVHLCKE".charAt(Integer.parseInt(number) % 23)) {
                found.add(RedactionKind.NATIONAL_ID, first, letter + 1);
            }
        }
    }

    /** Henkilötunnus: a day of birth, a sign for the century, and the rest by 31. */
    private static void finnish(View view, DigitRuns runs, int from, Candidates found) {
        var start = runs.start(from);
        if (runs.size(from) != 6 || view.alphanumeric(start - 1) || "-+ABCDEFUVWXY".indexOf(view.at(start + 6)) < 0) {
            return;
        }
        if (!view.digit(start + 7) || !view.digit(start + 8) || !view.digit(start + 9) || view.alphanumeric(start + 11)) {
            return;
        }
        var day = view.text(start, start + 6);
        var rest = Integer.parseInt(day + view.text(start + 7, start + 10)) % 31;
        if (Digits.day(Digits.number(day, 2, 4), Digits.number(day, 0, 2)) && view.at(start + 10) == "0123456789ABCDEFHJKLMNPRSTUVWXY".charAt(rest)) {
            found.add(RedactionKind.NATIONAL_ID, start, start + 11);
        }
    }

    /** The French number of somebody who was born on Corsica, whose department has a letter: 2A counts as 19, 2B as 18. */
    private static void corsican(View view, DigitRuns runs, int from, Candidates found) {
        var start = runs.start(from);
        if (view.alphanumeric(start - 1)) {
            return;
        }
        var number = new StringBuilder();
        var place = start;
        for (; number.length() < 15 && place - start < 22; place++) {
            var unit = Character.toUpperCase(view.at(place));
            if (view.digit(place) || number.length() == 6 && number.charAt(5) == '2' && (unit == 'A' || unit == 'B')) {
                number.append(unit);
            } else if (unit != ' ' || !view.alphanumeric(place + 1)) {
                return;
            }
        }
        if (number.length() == 15 && !Character.isDigit(number.charAt(6)) && !view.alphanumeric(place)
                && french(number.substring(0, 5) + (number.charAt(6) == 'A' ? "19" : "18") + number.substring(7))) {
            found.add(RedactionKind.NATIONAL_ID, start, place);
        }
    }
}
