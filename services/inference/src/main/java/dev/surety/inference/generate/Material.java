package dev.surety.inference.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a model is shown of a question.
 *
 * @param question as it was asked, or without what the model must not read
 * @param pieces   of documents, best first, at least one
 */
record Material(String question, List<Piece> pieces) {

    Material {
        pieces = List.copyOf(pieces);
    }

    /** The same with other texts, all of them changed at once: what is found in one is to be known in another. */
    Material with(UnaryOperator<List<String>> change) {
        var changed = change.apply(texts()).iterator();
        return new Material(changed.next(), pieces.stream().map(piece -> new Piece(changed.next(), changed.next())).toList());
    }

    /** All texts of it, in the order in which {@link #with} changes them. */
    List<String> texts() {
        var texts = new ArrayList<String>();
        texts.add(question);
        pieces.forEach(piece -> {
            texts.add(piece.title());
            texts.add(piece.text());
        });
        return texts;
    }

    Material first(int most) {
        return new Material(question, pieces.subList(0, most));
    }

    /** Sizes only. */
    @Override
    public String toString() {
        return "Material[" + question.length() + " characters, " + pieces.size() + " pieces]";
    }

    /**
     * A piece of a document.
     *
     * @param title of the document; empty where the model is not told
     * @param text  the piece
     */
    record Piece(String title, String text) {

        @Override
        public String toString() {
            return "Piece[" + text.length() + " characters]";
        }
    }
}
