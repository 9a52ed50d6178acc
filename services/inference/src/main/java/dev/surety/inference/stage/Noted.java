package dev.surety.inference.stage;

/** What every stage's result can say: how it came about, and whose request it belongs to. */
public interface Noted {

    Note note();
}
