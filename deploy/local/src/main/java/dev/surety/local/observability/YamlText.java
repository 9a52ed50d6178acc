package dev.surety.local.observability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.surety.contract.ContractFile;
import java.util.List;
import java.util.stream.Collectors;

/** YAML that reads and compares well: the same objects give the same bytes. */
final class YamlText {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private YamlText() {}

    /**
     * One file.
     *
     * @param says      comment lines below the mark, each without its sign
     * @param documents of the file, in order
     */
    static String of(ContractFile file, List<String> says, List<?> documents) {
        return Origin.comment(file)
                + says.stream().map(line -> "# " + line + "\n").collect(Collectors.joining())
                + documents.stream().map(YamlText::one).collect(Collectors.joining("---\n"));
    }

    private static String one(Object document) {
        try {
            return YAML.writeValueAsString(document);
        } catch (JsonProcessingException notWritable) {
            throw new IllegalStateException(notWritable);
        }
    }
}
