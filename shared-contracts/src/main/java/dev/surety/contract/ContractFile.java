package dev.surety.contract;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A contract as it was read from its file and found to hold.
 *
 * @param contract what it says
 * @param version  content hash: the first 12 hexadecimal digits of the file's SHA-256
 */
public record ContractFile(Contract contract, String version) {

    private static final int LARGEST_BYTES = 1024 * 1024;
    private static final int VERSION_DIGITS = 12;
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addDeserializer(Duration.class, new DurationWithUnit()))
            .build();

    static {
        YAML.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    }

    /**
     * Reads and checks a contract.
     *
     * @throws RejectedContract when it can't be read or breaks a rule; the message names file, line and rule
     */
    public static ContractFile read(Path file) {
        var bytes = bytes(file);
        try {
            var contract = YAML.readValue(text(file, bytes), Contract.class);
            if (contract == null) {
                throw new RejectedContract(file + ": the file is empty");
            }
            ContractRules.check(contract, file);
            return new ContractFile(contract, version(bytes));
        } catch (UnrecognizedPropertyException unknown) {
            throw new RejectedContract("%s:%d: there is no key '%s' here; known are %s".formatted(
                    file,
                    line(unknown.getLocation()),
                    path(unknown),
                    unknown.getKnownPropertyIds().stream().map(Object::toString).sorted().collect(Collectors.joining(", "))));
        } catch (JsonMappingException mapping) {
            throw new RejectedContract("%s:%d: %s%s".formatted(file, line(mapping.getLocation()), where(mapping), firstLine(rootMessage(mapping))));
        } catch (JsonProcessingException syntax) {
            throw new RejectedContract("%s:%d: not valid YAML: %s".formatted(file, line(syntax.getLocation()), firstLine(syntax.getOriginalMessage())));
        }
    }

    /** The version that a file's content would have, whether or not it is a contract; empty when it can't be read or is too large. */
    public static Optional<String> versionOf(Path file) {
        try {
            return Files.size(file) > LARGEST_BYTES ? Optional.empty() : Optional.of(version(Files.readAllBytes(file)));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > LARGEST_BYTES) {
                throw new RejectedContract(file + ": " + Files.size(file) + " bytes; a contract has at most " + LARGEST_BYTES);
            }
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new RejectedContract(file.toAbsolutePath() + " can't be read; SURETY_CONTRACT names the contract's file");
        }
    }

    private static String text(Path file, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new RejectedContract(file + ": not valid UTF-8");
        }
    }

    private static String version(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)).substring(0, VERSION_DIGITS);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static int line(JsonLocation location) {
        return location == null ? 1 : location.getLineNr();
    }

    private static String path(JsonMappingException failure) {
        return failure.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static String where(JsonMappingException failure) {
        return failure.getPath().isEmpty() ? "" : path(failure) + ": ";
    }

    private static String rootMessage(JsonMappingException failure) {
        return switch (failure.getCause()) {
            // A record says which of its values is missing; a copied list or map only throws.
            case NullPointerException missing -> missing.getMessage() == null ? "there is an empty entry" : missing.getMessage() + " is missing";
            case IllegalArgumentException refused -> refused.getMessage();
            case null, default -> failure.getOriginalMessage().startsWith("Cannot map `null` into type `int`")
                    ? "the number is missing"
                    : failure.getOriginalMessage();
        };
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    /** A number with its unit, so that nobody has to guess: 250ms, 5s, 10m, 2h, 30d. */
    private static final class DurationWithUnit extends StdDeserializer<Duration> {

        private static final long serialVersionUID = 1L;

        DurationWithUnit() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var text = parser.getText();
            var match = DURATION.matcher(text);
            if (!match.matches()) {
                throw JsonMappingException.from(parser, "'" + text + "' is no duration: write a whole number and its unit, for instance 250ms, 5s, 10m, 2h, 30d");
            }
            var amount = Long.parseLong(match.group(1));
            return switch (match.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                case "d" -> Duration.ofDays(amount);
                default -> throw new IllegalStateException("the pattern allows no other unit");
            };
        }
    }
}
