package dev.surety.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.surety.label.Labelled;

/** What can be taken out of a text. The order is that of severity: where two lie over each other and are equally long, the first wins. */
public enum RedactionKind implements Labelled {
    /** Whatever opens a door: keys, tokens, passwords. */
    SECRET("secret"),
    /** Numbers of payment cards. */
    PAYMENT_CARD("payment-card"),
    /** Numbers by which a country knows a person. */
    NATIONAL_ID("national-id"),
    /** Numbers of bank accounts. */
    IBAN("iban"),
    /** Addresses of mailboxes. */
    EMAIL("email"),
    /** Telephone numbers. */
    PHONE("phone"),
    /** Addresses of machines. */
    IP("ip"),
    /** Names of people. */
    PERSON("person");

    private final String label;

    RedactionKind(String label) {
        this.label = label;
    }

    @Override
    @JsonValue
    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException when there is no such kind */
    @JsonCreator
    public static RedactionKind of(String label) {
        return Labelled.find(values(), label, "kind of redaction");
    }
}
