package dev.surety.redaction;

import dev.surety.contract.RedactionKind;

/** What stands in the place of what was taken out. */
@FunctionalInterface
interface Placeholders {

    /** The kind and nothing else: nobody can tell whether two were the same. */
    Placeholders PLAIN = (kind, original) -> "[" + kind.label() + "]";

    /** @param original what is taken out */
    String of(RedactionKind kind, String original);
}
