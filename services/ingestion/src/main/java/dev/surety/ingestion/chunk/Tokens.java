package dev.surety.ingestion.chunk;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** Counts tokens of cl100k. Its tables take more than a second to load, so that is done before the first document. */
@Startup
@Singleton
final class Tokens {

    private final Encoding encoding = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);

    Tokens() {
        encoding.countTokensOrdinary("Surety");
    }

    int in(String text) {
        return encoding.countTokensOrdinary(text);
    }
}
