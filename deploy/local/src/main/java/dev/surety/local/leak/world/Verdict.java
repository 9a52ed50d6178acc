package dev.surety.local.leak.world;

/** What holds between a principal and a document while a request is under way. */
public enum Verdict {
    /** May be seen. */
    VISIBLE,
    /** Must not be seen, in no part and by no sign. */
    HIDDEN,
    /** Something about it changed so lately that both are right. */
    EITHER
}
