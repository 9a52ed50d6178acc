package dev.surety.redaction;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import dev.surety.contract.RedactionKind;
import java.util.List;
import java.util.Set;

/**
 * Telephone numbers, by libphonenumber. Behind a plus a possible number of the country is enough, because numbers are assigned that the library does not know
 * yet; behind a word for telephones it must be one that can be assigned; without both its groups must be those of its country as well, because one order
 * number in ten could be a telephone.
 */
final class PhoneNumbers implements Detector {

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
    private static final int SHORTEST = 7;
    // With its country code.
    private static final int SHORTEST_POSSIBLE = 10;
    private static final int MOST_TRIES = 2000;
    // Behind the last digit: " ext. 1234".
    private static final int EXTENSION = 12;
    private static final String NO_REGION = "ZZ";
    private static final Set<String> CALLED = Set.of(
            "tel", "telephone", "phone", "phones", "call", "calls", "called", "mobile", "cell", "cellphone", "fax", "dial", "ring", "hotline", "sms", "text", "whatsapp", "telefon",
            "tlf", "handy", "mobil", "rufnummer", "durchwahl", "téléphone", "telefono", "teléfono", "telefoon", "gsm", "móvil", "portable", "puhelin", "landline", "extension");
    private static final Set<String> COUNTED = Set.of(
            "order", "orders", "invoice", "invoices", "ticket", "tickets", "case", "ref", "reference", "sku", "part", "article", "item", "isbn", "issn", "ean", "gtin", "version", "po",
            "serial", "batch", "lot", "build", "id", "ids", "account", "contract", "policy", "customer", "rechnung", "bestellung", "artikel", "kundennummer", "tracking", "shipment",
            "commit", "revision", "dossier", "parcel", "booking", "error", "epoch", "timestamp", "port", "row", "rows", "total", "amount", "eur", "usd", "gbp", "bsn", "cpf", "nhs",
            "pesel", "model", "asset", "meter", "vat", "hrb");
    /** Of whatever, telephones too. */
    private static final Set<String> NUMBERED = Set.of("number", "no", "nr", "code");

    private final List<String> regions;

    PhoneNumbers(List<String> regions) {
        this.regions = regions;
    }

    @Override
    public void find(View view, Candidates found) {
        for (var runs = new DigitRuns(view); runs.advance(); ) {
            if (runs.digits(0, runs.groups()) >= SHORTEST) {
                find(view, runs, found);
            }
        }
    }

    private void find(View view, DigitRuns runs, Candidates found) {
        var start = runs.start();
        while (start > 0 && (view.at(start - 1) == '(' || view.at(start - 1) == '+')) {
            start--;
        }
        if (view.alphanumeric(start - 1) && !Glyph.isUnspaced(view.at(start - 1)) || view.at(start - 1) == '_' || view.at(start - 1) == '#' || view.at(start - 1) == '$') {
            return;
        }
        if (view.at(start) == '+' || view.at(start + 1) == '+') {
            found(view, start, runs, NO_REGION, runs.digits(0, runs.groups()) < SHORTEST_POSSIBLE ? Leniency.VALID : Leniency.POSSIBLE, found);
            return;
        }
        var called = view.hasBefore(start, 3, CALLED) && !view.hasBefore(start, 1, COUNTED);
        if (!called && (runs.groups() == 1 && !view.starts(start, "00") || view.hasBefore(start, 2, COUNTED) || view.hasBefore(start, 2, NUMBERED))) {
            return;
        }
        for (var region : regions) {
            found(view, start, runs, region, called || view.starts(start, "00") ? Leniency.VALID : Leniency.STRICT_GROUPING, found);
        }
    }

    private static void found(View view, int start, DigitRuns runs, String region, Leniency leniency, Candidates found) {
        var end = Math.min(view.length(), runs.end() + EXTENSION);
        for (var match : LIBRARY.findNumbers(view.text(start, end), region, leniency, MOST_TRIES)) {
            // What begins behind this row is of the next one.
            if (start + match.start() < runs.end()) {
                found.add(RedactionKind.PHONE, start + match.start(), start + match.end());
            }
        }
    }
}
