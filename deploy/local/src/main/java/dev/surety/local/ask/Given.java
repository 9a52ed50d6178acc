package dev.surety.local.ask;

import java.util.Map;

/** What a person gave on make's command line: it arrives by the environment, whole, whatever characters it holds. */
public final class Given {

    private Given() {}

    /** @throws IllegalArgumentException when the variable is not set; the message shows how */
    public static String of(Map<String, String> environment, String variable, String example) {
        var value = environment.getOrDefault(variable, "").strip();
        if (value.isEmpty()) {
            throw new IllegalArgumentException(variable + " is not set: add " + example);
        }
        return value;
    }
}
