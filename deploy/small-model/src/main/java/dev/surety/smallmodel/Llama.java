package dev.surety.smallmodel;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.Pair;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** llama.cpp: all JNI of this service. Not thread-safe: one caller at a time. */
@Startup
@Singleton
class Llama implements Model {

    private static final int BATCH = 256;

    private final LlamaModel model;
    private final int contextTokens;

    /** @throws IllegalStateException when the weights or the native library can't be loaded; the message says what to do */
    Llama(SmallModelConfig config) {
        if (!Files.isReadable(config.gguf())) {
            throw new IllegalStateException("SURETY_SMALL_MODEL_GGUF names " + config.gguf() + ", which can't be read: name a GGUF file");
        }
        this.contextTokens = config.contextTokens();
        try {
            this.model = new LlamaModel(new ModelParameters()
                    .setModel(config.gguf().toString())
                    .setCtxSize(contextTokens)
                    .setThreads(config.threads())
                    .setThreadsBatch(config.threads())
                    .setParallel(1)
                    .setBatchSize(BATCH)
                    .setUbatchSize(BATCH)
                    .disableContextShift()
                    .disableLog());
        } catch (UnsatisfiedLinkError noLibrary) {
            throw new IllegalStateException(
                    "llama.cpp can't be loaded: " + noLibrary.getMessage() + "; it needs an x86-64 processor with AVX2 and libgomp (Debian: libgomp1)", noLibrary);
        } catch (RuntimeException notAModel) { // the library keeps its exception to itself
            throw new IllegalStateException(config.gguf() + " is not a model that llama.cpp can load: " + notAModel.getMessage(), notAModel);
        }
    }

    @Override
    public int count(String text) {
        return model.encode(text).length;
    }

    @Override
    public int contextTokens() {
        return contextTokens;
    }

    @Override
    public String prompt(@Nullable String system, List<ChatRequest.Message> turns) {
        var pairs = turns.stream().map(turn -> new Pair<>(turn.role(), turn.content())).toList();
        return model.applyTemplate(new InferenceParameters("").setMessages(system, pairs));
    }

    @Override
    public String grammarOf(String jsonSchema) {
        return LlamaModel.jsonSchemaToGrammar(jsonSchema);
    }

    @Override
    public void write(String prompt, @Nullable String grammar, int longest, float temperature, Consumer<String> piece, BooleanSupplier stop) {
        var parameters = new InferenceParameters(prompt).setNPredict(longest).setTemperature(temperature).setCachePrompt(false);
        if (grammar != null) {
            parameters.setGrammar(grammar);
        }
        var pieces = model.generate(parameters).iterator();
        while (pieces.hasNext()) {
            if (stop.getAsBoolean()) {
                pieces.cancel();
                return;
            }
            piece.accept(pieces.next().text);
        }
    }

    @PreDestroy
    void close() {
        model.close();
    }
}
