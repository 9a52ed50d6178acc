package dev.surety.inference.generate;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** Counts tokens before they are paid for. Loading the vocabulary takes a second or two, hence at start. */
@Startup
@Singleton
class Tokens {

    private final Encoding encoding = Encodings.newDefaultEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    int count(String text) {
        return encoding.countTokensOrdinary(text);
    }
}
