package dev.surety.smallmodel;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Tokens by the model's own count. */
record Usage(
        @JsonProperty("prompt_tokens") int prompt,
        @JsonProperty("completion_tokens") int completion,
        @JsonProperty("total_tokens") int total) {

    static Usage of(int prompt, int completion) {
        return new Usage(prompt, completion, prompt + completion);
    }
}
