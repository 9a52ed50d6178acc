package dev.surety.retrieval.embed;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * A sentence transformer in process: all JNI of this service. One text a run and one thread a run, because batches save no time on CPUs and change int8
 * models' vectors a little; so the same text gives the same vector to the bit. Thread-safe; blocks for 5 to 100 ms a text.
 */
final class OnnxModel implements AutoCloseable {

    private static final String IDS = "input_ids";
    private static final String MASK = "attention_mask";
    private static final String TYPES = "token_type_ids";
    // Of BERT's vocabulary, which both models use.
    private static final long CLS = 101;
    private static final long SEP = 102;
    private static final int MOST_TOKENS = 512;
    private static final int WINDOW = MOST_TOKENS - 2;

    private final OnboardModel model;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final HuggingFaceTokenizer tokenizer;
    private final boolean wantsTypes;

    /** Loads weights and tokenizer, which takes about a second. */
    OnnxModel(OnboardModel model) {
        this.model = model;
        try (var options = new OrtSession.SessionOptions();
                var weights = resource(model.weights());
                var vocabulary = resource(model.tokenizer())) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            this.session = environment.createSession(weights.readAllBytes(), options);
            this.tokenizer = HuggingFaceTokenizer.newInstance(
                    vocabulary, Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false", "modelMaxLength", "1000000"));
            this.wantsTypes = session.getInputNames().contains(TYPES);
        } catch (OrtException | IOException broken) {
            throw new IllegalStateException("the embedding model " + model.label() + " can't be loaded: " + broken.getMessage(), broken);
        }
    }

    String name() {
        return model.label() + "@onnxruntime-" + environment.getVersion();
    }

    /**
     * The vector of a text, of length 1. The model reads 512 tokens. A longer passage is read in windows whose vectors are averaged by their lengths, so
     * that nothing is cut away; of a longer question the start counts, because somebody is waiting.
     *
     * @param abandoned asked between windows
     * @throws CancellationException when nobody wants the vector any more
     */
    EmbeddingModel.Vector embed(String text, EmbeddingModel.Purpose purpose, BooleanSupplier abandoned) {
        var ids = tokenizer.encode(purpose == EmbeddingModel.Purpose.QUERY ? model.queryPrefix() + text : text).getIds();
        if (ids.length <= WINDOW || purpose == EmbeddingModel.Purpose.QUERY) {
            var window = Arrays.copyOf(ids, Math.min(ids.length, WINDOW));
            return new EmbeddingModel.Vector(EmbeddingModel.Vector.unit(run(window)), window.length + 2);
        }
        var sum = new float[0];
        for (var start = 0; start < ids.length; start += WINDOW) {
            if (abandoned.getAsBoolean()) {
                throw new CancellationException("nobody wants the vector any more");
            }
            var window = Arrays.copyOfRange(ids, start, Math.min(ids.length, start + WINDOW));
            var vector = EmbeddingModel.Vector.unit(run(window));
            sum = sum.length == 0 ? new float[vector.length] : sum;
            for (var i = 0; i < vector.length; i++) {
                sum[i] += vector[i] * window.length;
            }
        }
        return new EmbeddingModel.Vector(EmbeddingModel.Vector.unit(sum), ids.length + 2);
    }

    private float[] run(long[] tokens) {
        var ids = new long[tokens.length + 2];
        ids[0] = CLS;
        System.arraycopy(tokens, 0, ids, 1, tokens.length);
        ids[ids.length - 1] = SEP;
        var ones = new long[ids.length];
        Arrays.fill(ones, 1);
        var inputs = new HashMap<String, OnnxTensor>();
        try {
            inputs.put(IDS, tensor(ids));
            inputs.put(MASK, tensor(ones));
            if (wantsTypes) {
                inputs.put(TYPES, tensor(new long[ids.length]));
            }
            try (var result = session.run(inputs)) {
                return pooled(((float[][][]) result.get(0).getValue())[0]);
            }
        } catch (OrtException failed) {
            throw new IllegalStateException("the embedding model failed", failed);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor tensor(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {1, values.length});
    }

    private float[] pooled(float[][] tokens) {
        return switch (model.pooling()) {
            case FIRST_TOKEN -> tokens[0];
            case MEAN -> {
                var mean = new float[tokens[0].length];
                for (var token : tokens) {
                    for (var i = 0; i < mean.length; i++) {
                        mean[i] += token[i] / tokens.length;
                    }
                }
                yield mean;
            }
        };
    }

    private static InputStream resource(String name) throws IOException {
        var stream = Thread.currentThread().getContextClassLoader().getResourceAsStream(name);
        if (stream == null) {
            throw new IOException(name + " is not on the class path");
        }
        return stream;
    }

    @Override
    public void close() throws OrtException {
        tokenizer.close();
        session.close();
    }
}
