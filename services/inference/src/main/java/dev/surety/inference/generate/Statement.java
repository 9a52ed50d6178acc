package dev.surety.inference.generate;

import java.util.List;

/**
 * A sentence of a draft and what it claims to rest on.
 *
 * @param text     the sentence, without citation marks
 * @param passages places of the passages that it cites, from 1; may be wrong or empty: verify finds out
 */
public record Statement(String text, List<Integer> passages) {

    public Statement {
        passages = List.copyOf(passages);
    }

    @Override
    public String toString() {
        return "Statement[" + text.length() + " characters, " + passages + "]";
    }
}
