package dev.surety.retrieval.embed;

import io.smallrye.mutiny.Uni;

/** Turns texts into vectors: in process, or by an endpoint. */
interface EmbeddingModel {

    /** Model and runtime, for instance {@code bge-small-en-v1.5-q@onnxruntime-1.24.1}: vectors of different names must not meet in one index. */
    String name();

    /** The vector of a text, of length 1. */
    Uni<Vector> embed(String text, Purpose purpose);

    /** What a vector is for: some models embed questions and passages differently; somebody waits for the first two, so they overtake passages. */
    enum Purpose {
        QUERY,
        SENTENCE,
        PASSAGE
    }

    /**
     * A vector and what it took.
     *
     * @param values of length 1
     * @param tokens that the model read
     */
    record Vector(float[] values, int tokens) {

        /** With another vector of length 1, -1 to 1. */
        double cosine(Vector other) {
            var sum = 0.0;
            for (var i = 0; i < values.length; i++) {
                sum += values[i] * other.values[i];
            }
            return Math.clamp(sum, -1, 1);
        }

        /** The same direction at length 1; zeros stay zeros. */
        static float[] unit(float[] values) {
            var squares = 0.0;
            for (var value : values) {
                squares += (double) value * value;
            }
            var length = squares == 0 ? 1 : Math.sqrt(squares);
            var unit = new float[values.length];
            for (var i = 0; i < unit.length; i++) {
                unit[i] = (float) (values[i] / length);
            }
            return unit;
        }

        @Override
        public String toString() {
            return "Vector[" + values.length + " dimensions, " + tokens + " tokens]";
        }
    }
}
