package dev.surety.identity.directory;

import java.util.UUID;

/** Which entries of a list are looked at at all; what of them is wanted, the one who lists decides. */
public sealed interface Narrowing {

    /** All of the tenant. */
    record None() implements Narrowing {}

    /** The one of this name, or of one that folds to the same. */
    record Named(String name) implements Narrowing {}

    /** Those with this id of the provisioner's. */
    record External(String id) implements Narrowing {}

    /** The one with this id. */
    record Id(UUID id) implements Narrowing {}

    /** Groups that hold this person or group; people never hold anything. */
    record Holding(UUID member) implements Narrowing {}
}
