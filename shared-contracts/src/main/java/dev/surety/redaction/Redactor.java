package dev.surety.redaction;

import dev.surety.contract.Contract;
import dev.surety.contract.RedactionPurpose;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Takes out of texts what the contract says must not reach whom they are for. Any number of threads may use it; the time it takes grows with the length of a
 * text, whatever stands in it.
 */
public final class Redactor {

    private final Map<RedactionPurpose, Rule> rules = new EnumMap<>(RedactionPurpose.class);

    private Redactor(Function<RedactionPurpose, Contract.RedactionRule> wanted, KnownPeople people) {
        for (var purpose : RedactionPurpose.values()) {
            rules.put(purpose, Rule.of(wanted.apply(purpose), people));
        }
    }

    /** As a contract says. */
    public static Redactor of(Contract contract, KnownPeople people) {
        return new Redactor(contract::redactionFor, people);
    }

    /** For as long as no contract is read: as one that says nothing of redaction. */
    public static Redactor withoutContract() {
        return new Redactor(RedactionPurpose::otherwise, KnownPeople.NOBODY);
    }

    /** A text without what must not be in it, with placeholders such as {@code [email]}. */
    public Redacted redact(String text, RedactionPurpose purpose) {
        return rule(purpose).redact(text, Placeholders.PLAIN);
    }

    /** The text of {@link #redact}. */
    public String text(String text, RedactionPurpose purpose) {
        return redact(text, purpose).text();
    }

    /** For a text that comes in pieces. */
    public StreamRedactor stream(RedactionPurpose purpose) {
        return new StreamRedactor(rule(purpose), Placeholders.PLAIN);
    }

    /** For the texts of one request, whose placeholders are turned back in the reply where the contract says so. */
    public RedactionSession session(RedactionPurpose purpose) {
        return new RedactionSession(rule(purpose));
    }

    /** Whether a purpose asks for names, and nobody's is known. */
    public boolean looksForNamesInVain(RedactionPurpose purpose) {
        var rule = rule(purpose);
        return rule.asksForNames() && rule.names().isEmpty();
    }

    private Rule rule(RedactionPurpose purpose) {
        return rules.get(purpose);
    }

    /**
     * A contract's rule, ready to be used.
     *
     * @param detectors    of what is looked for
     * @param names        hashes of the words of names
     * @param asksForNames whether names are looked for
     * @param reversible   whether replies get back what was taken out
     */
    record Rule(List<Detector> detectors, Set<Integer> names, boolean asksForNames, boolean reversible) {

        static Rule of(Contract.RedactionRule rule, KnownPeople people) {
            var detectors = new ArrayList<Detector>();
            var names = Set.<Integer>of();
            for (var kind : rule.kinds()) {
                switch (kind) {
                    case SECRET -> detectors.add(new Secrets());
                    case PAYMENT_CARD -> detectors.add(new PaymentCards());
                    case NATIONAL_ID -> detectors.add(new NationalIds());
                    case IBAN -> detectors.add(new Ibans());
                    case EMAIL -> detectors.add(new Emails());
                    case PHONE -> detectors.add(new PhoneNumbers(rule.regions()));
                    case IP -> detectors.add(new IpAddresses());
                    case PERSON -> {
                        detectors.add(new PeopleNames(people));
                        names = people.hashes();
                    }
                }
            }
            return new Rule(List.copyOf(detectors), names, rule.takesOutNames(), rule.reversible());
        }

        Redacted redact(String text, Placeholders placeholders) {
            if (detectors.isEmpty()) {
                return new Redacted(text, List.of());
            }
            var cleaner = new Cleaner(detectors, placeholders);
            var blocks = new Blocks(names, cleaner);
            blocks.read(text);
            blocks.end();
            return cleaner.findings().isEmpty() ? new Redacted(text, List.of()) : new Redacted(cleaner.taken(), cleaner.findings());
        }
    }
}
