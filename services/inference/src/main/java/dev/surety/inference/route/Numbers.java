package dev.surety.inference.route;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The numbers in a text, without their thousands separators: 1,500 and 1500 are one amount. */
public final class Numbers {

    private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,:]\\d+)*");

    private Numbers() {}

    public static Set<String> of(String text) {
        return NUMBER.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(number -> number.replaceAll("[,.](?=\\d{3}\\b)", ""))
                .collect(Collectors.toSet());
    }
}
