package dev.surety.smallmodel;

import dev.surety.local.stack.Weights;
import dev.surety.local.state.Checkout;
import dev.surety.local.state.StateFolder;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs a test on the weights that the local stack has: the file that {@code SURETY_GGUF} names, or the one that {@code make up} keeps in its state.
 * Without them the test is skipped; with {@code CI=true} they are fetched as {@code make up} does, and it is an error when that fails.
 */
final class RealWeights implements ExecutionCondition {

    private static final Map<String, String> ENVIRONMENT = System.getenv();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (file().isPresent()) {
            return ConditionEvaluationResult.enabled("there are weights");
        }
        if (fetches()) {
            throw new IllegalStateException("CI=true, and the weights of the small model could not be fetched: see the lines above");
        }
        var missing = context.getDisplayName() + " is skipped: no weights of a small model; run `make up` once, or let SURETY_GGUF name a GGUF file";
        // The build's summary counts what was skipped and leaves out why.
        System.out.println(missing);
        return ConditionEvaluationResult.disabled(missing);
    }

    private static Optional<Path> file() {
        try {
            var weights = new Weights(StateFolder.of(Checkout.find(), ENVIRONMENT).create(), ENVIRONMENT);
            return fetches() ? weights.presentOrFetched(new PrintWriter(System.out, true)) : weights.present();
        } catch (IOException unreadable) {
            throw new IllegalStateException("the stack's state can't be read", unreadable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** A build that is to find everything fetches what is missing, unless it is told to go without. */
    private static boolean fetches() {
        return "true".equals(ENVIRONMENT.get("CI")) && !"none".equals(ENVIRONMENT.get("SURETY_GGUF"));
    }

    /** A small context, so that a prompt is soon too long. */
    public static final class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "surety.small-model.gguf", file().map(Path::toString).orElse("absent"),
                    "surety.small-model.context-tokens", "512",
                    "surety.small-model.longest-reply", "64");
        }
    }
}
