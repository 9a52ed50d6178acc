package dev.surety.redaction;

import dev.surety.contract.RedactionKind;
import java.util.List;

/** Keys, tokens and passwords: by their shape, by what is written before them, and by how little they look like words. */
final class Secrets implements Detector {

    private static final List<Detector> PARTS = List.of(new KnownShapes(), new PrivateKeys(), new AssignedSecrets(), new RandomTokens());

    @Override
    public void find(View view, Candidates found) {
        PARTS.forEach(part -> part.find(view, found));
    }

    static void add(Candidates found, int start, int end) {
        found.add(RedactionKind.SECRET, start, end);
    }
}
