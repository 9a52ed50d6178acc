package dev.surety.local.bench;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The same questions again and again, never twice in the same words, so that no cache knows them. What is put around a question is made of words that
 * the router and the lexical search take for mere wrapping: it changes the key of a cache, and next to nothing else.
 */
final class Phrasing {

    private static final List<String> OPENINGS = List.of(
            "", "Please tell me: ", "Can you tell me: ", "Could you tell me: ", "I want to know: ", "I need to know: ", "We want to know: ",
            "We need to know: ", "Do you know: ", "Tell me please: ", "May I know: ", "Can someone tell me: ", "Could somebody please tell me: ",
            "Can anyone tell us: ");
    private static final List<String> CLOSINGS = List.of(
            "", " Please.", " Please tell me.", " I need to know.", " I want to know.", " Can you tell me?", " Could you please tell me?",
            " Do you know?", " Does anybody know?", " We need to know.", " We want to know.", " Can someone tell us?");

    private final List<Question> questions;
    private final AtomicInteger next;

    /** @param start where among all phrasings to begin, at least 0: a run should not begin where the last one began */
    Phrasing(List<Question> questions, int start) {
        this.questions = List.copyOf(questions);
        this.next = new AtomicInteger(start % size(questions));
    }

    /** A question in new words, or in the first again when all {@link #distinct()} have been used. */
    Phrased next() {
        var number = next.getAndUpdate(last -> (last + 1) % distinct());
        var question = questions.get(number % questions.size());
        var phrase = number / questions.size();
        var opening = OPENINGS.get(phrase % OPENINGS.size());
        return new Phrased(question, opening + question.text() + CLOSINGS.get(phrase / OPENINGS.size()));
    }

    int distinct() {
        return size(questions);
    }

    private static int size(List<Question> questions) {
        return questions.size() * OPENINGS.size() * CLOSINGS.size();
    }

    /** A question and the words it is asked in. */
    record Phrased(Question question, String text) {

        /** Without the text. */
        @Override
        public String toString() {
            return "Phrased[" + question.id() + "]";
        }
    }
}
