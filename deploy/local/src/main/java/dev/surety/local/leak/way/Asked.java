package dev.surety.local.leak.way;

import dev.surety.local.leak.world.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Questions that were answered: their records are another way out. Thread-safe. */
final class Asked {

    private static final int MOST = 400;

    private final List<Question> questions = new ArrayList<>();
    private int next;

    /**
     * A question that was answered.
     *
     * @param asker     who asked
     * @param about     document that it aimed at
     * @param requestId of the answer
     */
    record Question(String asker, Document about, String requestId) {}

    synchronized void add(Question question) {
        if (questions.size() == MOST) {
            questions.removeFirst();
        }
        questions.add(question);
    }

    /** One of them, each in its turn. */
    synchronized Optional<Question> next() {
        return questions.isEmpty() ? Optional.empty() : Optional.of(questions.get(next++ % questions.size()));
    }
}
