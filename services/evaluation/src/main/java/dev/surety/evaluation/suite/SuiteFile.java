package dev.surety.evaluation.suite;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A suite as it was read from its file and found to hold.
 *
 * @param suite   what it says
 * @param version content hash: the first 12 hexadecimal digits of the file's SHA-256
 * @param corpus  the folder of the documents, if the suite names one
 */
public record SuiteFile(Suite suite, String version, Optional<Path> corpus) {

    private static final int LARGEST_BYTES = 4 * 1024 * 1024;
    private static final int VERSION_DIGITS = 12;

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            // 28 as a wanted word is a slip for "28": unquoted, YAML makes 1.10 of it 1.1 and no of it false.
            .withCoercionConfig(LogicalType.Textual, coercion -> coercion.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    /**
     * Reads and checks a suite.
     *
     * @throws RejectedSuite when it can't be read or breaks a rule; each line of the message names file, line and rule
     */
    static SuiteFile read(Path file) {
        var bytes = bytes(file);
        var text = text(file, bytes);
        var name = file.getFileName();
        try {
            if (text.isBlank()) {
                throw new RejectedSuite(name + ": the file is empty");
            }
            var suite = YAML.readValue(text, Suite.class);
            if (suite == null) {
                throw new RejectedSuite(name + ": there is no suite in it");
            }
            SuiteRules.check(suite, file, new YamlLines(text));
            return new SuiteFile(suite, version(bytes), Optional.ofNullable(suite.corpus()).map(folder -> file.resolveSibling(folder).normalize()));
        } catch (UnrecognizedPropertyException unknown) {
            throw new RejectedSuite("%s:%d: there is no key '%s' here; known are %s".formatted(
                    name, line(unknown, text), path(unknown),
                    unknown.getKnownPropertyIds().stream().map(Object::toString).sorted().collect(Collectors.joining(", "))));
        } catch (JsonMappingException mapping) {
            var path = path(mapping);
            throw new RejectedSuite("%s:%d: %s%s".formatted(name, line(mapping, text), path.isEmpty() ? "" : path + ": ", reason(mapping)));
        } catch (JsonProcessingException syntax) {
            throw new RejectedSuite("%s:%d: not valid YAML: %s".formatted(name, line(syntax.getLocation()), firstLine(syntax.getOriginalMessage())));
        }
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > LARGEST_BYTES) {
                throw new RejectedSuite(file.getFileName() + ": " + Files.size(file) + " bytes; a suite has at most " + LARGEST_BYTES);
            }
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new RejectedSuite(file.getFileName() + ": the file can't be read");
        }
    }

    private static String text(Path file, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new RejectedSuite(file.getFileName() + ": not valid UTF-8");
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

    /** By the place in the suite: for an unknown key, Jackson only knows where the part ends that has it. */
    private static int line(JsonMappingException failure, String text) {
        try {
            return new YamlLines(text).of(steps(failure));
        } catch (YAMLException syntax) {
            return line(failure.getLocation());
        }
    }

    private static String path(JsonMappingException failure) {
        return String.join(".", steps(failure));
    }

    private static List<String> steps(JsonMappingException failure) {
        return failure.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .toList();
    }

    private static String reason(JsonMappingException failure) {
        if (failure instanceof InvalidFormatException format && format.getTargetType() == String.class) {
            return format.getValue() + " is no text to YAML: put it in quotes";
        }
        return switch (failure.getCause()) {
            case NullPointerException missing -> firstLine(String.valueOf(missing.getMessage())) + " is missing or empty";
            case IllegalArgumentException refused -> firstLine(String.valueOf(refused.getMessage()));
            case null, default -> firstLine(failure.getOriginalMessage());
        };
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
