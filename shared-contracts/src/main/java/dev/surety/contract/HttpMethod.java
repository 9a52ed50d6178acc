package dev.surety.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.surety.label.Labelled;

/** How a tool asks an HTTP server. */
public enum HttpMethod implements Labelled {
    GET("GET"),
    POST("POST"),
    PUT("PUT"),
    PATCH("PATCH"),
    DELETE("DELETE");

    private final String label;

    HttpMethod(String label) {
        this.label = label;
    }

    @Override
    @JsonValue
    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException when there is no such HTTP method */
    @JsonCreator
    public static HttpMethod of(String label) {
        return Labelled.find(values(), label, "HTTP method");
    }
}
