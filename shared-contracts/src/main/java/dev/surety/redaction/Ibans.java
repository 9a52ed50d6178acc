package dev.surety.redaction;

import dev.surety.contract.RedactionKind;
import java.util.Locale;
import java.util.Map;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.iban4j.CountryCode;
import org.iban4j.IbanUtil;

/** Numbers of bank accounts (ISO 13616): the length and the parts of the country, and the check digits. */
final class Ibans implements Detector {

    private static final Map<String, Integer> LENGTHS = Arrays.stream(CountryCode.values())
            .filter(IbanUtil::isSupportedCountry)
            .collect(Collectors.toUnmodifiableMap(Enum::name, IbanUtil::getIbanLength));

    @Override
    public void find(View view, Candidates found) {
        for (var at = 0; at + 15 <= view.length(); at++) {
            if (view.digit(at + 2) && view.digit(at + 3) && latin(view.at(at)) && latin(view.at(at + 1)) && !view.alphanumeric(at - 1)) {
                var end = end(view, at);
                if (end > at) {
                    found.add(RedactionKind.IBAN, at, end);
                }
            }
        }
    }

    private static int end(View view, int start) {
        var length = LENGTHS.getOrDefault(view.text(start, start + 2).toUpperCase(Locale.ROOT), 0);
        var number = new StringBuilder();
        var place = start;
        while (number.length() < length) {
            var unit = view.at(place);
            if (latin(unit) || view.digit(place)) {
                number.append(unit);
            } else if (!parts(unit) || !view.alphanumeric(place + 1)) {
                return 0;
            }
            place++;
        }
        return length > 0 && !view.alphanumeric(place) && IbanUtil.isValid(number.toString().toUpperCase(Locale.ROOT)) ? place : 0;
    }

    private static boolean latin(char unit) {
        return unit >= 'A' && unit <= 'Z' || unit >= 'a' && unit <= 'z';
    }

    private static boolean parts(char unit) {
        return unit == ' ' || unit == '-' || unit == '.';
    }
}
