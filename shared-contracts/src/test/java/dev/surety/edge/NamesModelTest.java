package dev.surety.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NamesModelTest {

    private static final Configured NOTHING = new Configured(Optional.empty(), Optional.empty(), "en", 0.5, Duration.ofSeconds(2), 8);

    /** As where nothing is configured. */
    static NamesModel noModel() {
        return new NamesModel(NOTHING);
    }

    @Test
    void noneIsOnBoard() {
        assertEquals(Optional.empty(), noModel().url());
    }

    @ParameterizedTest
    @MethodSource
    void whatCantWorkStopsTheStart(Configured config, String reason) {
        assertEquals(reason, assertThrows(ConfigurationException.class, () -> new NamesModel(config)).getMessage());
    }

    static Stream<Arguments> whatCantWorkStopsTheStart() {
        return Stream.of(
                Arguments.of(
                        new Configured(Optional.of(URI.create("presidio:3000")), Optional.empty(), "en", 0.5, Duration.ofSeconds(2), 8),
                        "surety.redaction.names.url is presidio:3000, it must be an http or https address"),
                Arguments.of(
                        new Configured(Optional.empty(), Optional.empty(), " ", 0.5, Duration.ofSeconds(2), 8),
                        "surety.redaction.names.language is  , it must be a language"),
                Arguments.of(
                        new Configured(Optional.empty(), Optional.empty(), "en", 1.5, Duration.ofSeconds(2), 8),
                        "surety.redaction.names.at-least is 1.5, it must be from 0 to 1"),
                Arguments.of(
                        new Configured(Optional.empty(), Optional.empty(), "en", 0.5, Duration.ZERO, 8),
                        "surety.redaction.names.timeout is PT0S, it must be at least 1 ms"),
                Arguments.of(
                        new Configured(Optional.empty(), Optional.empty(), "en", 0.5, Duration.ofSeconds(2), 0),
                        "surety.redaction.names.at-once is 0, it must be at least 1"));
    }

    @Test
    void shortTextsAreAskedAboutTogetherAndEachOnce() {
        assertEquals(List.of("Ann\n\nBob"), NamesModel.parts(List.of("Ann", " ", "Bob", "Ann")));
        assertEquals(List.of(), NamesModel.parts(List.of("", " ")));
    }

    @Test
    void longTextIsCutBetweenWordsAndNoNameIsCut() {
        var words = IntStream.range(0, 20_000).mapToObj(number -> "w" + number).collect(Collectors.joining(" "));

        var parts = NamesModel.parts(List.of(words));

        assertTrue(parts.size() > 1);
        parts.forEach(part -> assertTrue(part.length() <= NamesModel.LONGEST, "a part of " + part.length()));
        IntStream.range(0, 19_999).forEach(number -> assertTrue(
                parts.stream().anyMatch(part -> (" " + part.replace('\n', ' ') + " ").contains(" w" + number + " w" + (number + 1) + " ")),
                "word " + number + " and the next stand nowhere together"));
    }

    @Test
    void textWithoutSpacesIsCutBetweenCharacters() {
        var parts = NamesModel.parts(List.of("\uD83D\uDE00".repeat(NamesModel.LONGEST)));

        parts.forEach(part -> assertTrue(part.codePoints().allMatch(point -> point == 0x1F600 || point == '\n'), "half a character"));
    }

    private record Configured(Optional<URI> url, Optional<String> apiKey, String language, double atLeast, Duration timeout, int atOnce)
            implements NamesModelConfig {}
}
