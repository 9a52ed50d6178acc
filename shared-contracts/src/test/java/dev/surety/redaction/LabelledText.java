package dev.surety.redaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.contract.RedactionKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A text of {@code eval/redaction}, with what stands in it.
 *
 * @param id     of the text
 * @param text   as it is looked through
 * @param labels what has to be found, in the order of the text
 * @param decoys what only looks like it, in the order of the text
 */
public record LabelledText(String id, String text, List<Finding> labels, List<Decoy> decoys) {

    private static final Pattern MARK = Pattern.compile("⟦(!?)([a-z0-9-]+):(.*?)⟧", Pattern.DOTALL);

    public LabelledText {
        labels = List.copyOf(labels);
        decoys = List.copyOf(decoys);
    }

    /**
     * What must not be taken out.
     *
     * @param what  it is
     * @param start of it in UTF-16 units
     * @param end   behind it
     */
    public record Decoy(String what, int start, int end) {}

    /** The texts of a half of the set, {@code blind} or {@code tuned}. */
    public static List<LabelledText> read(Path folder, String half) throws IOException {
        var json = new ObjectMapper();
        var texts = new ArrayList<LabelledText>();
        for (var line : Files.readAllLines(folder.resolve(half + ".jsonl"))) {
            texts.add(of(json.readTree(line)));
        }
        return texts;
    }

    /** The names that the redactor is given for the set. */
    public static KnownPeople people(Path folder) throws IOException {
        var json = new ObjectMapper();
        var names = new ArrayList<String>();
        for (var line : Files.readAllLines(folder.resolve("people.jsonl"))) {
            var person = json.readTree(line);
            names.addAll(PersonNames.of(person.path("displayName").asText(), person.path("givenName").asText(), person.path("familyName").asText()));
        }
        return KnownPeople.of("set", names);
    }

    private static LabelledText of(JsonNode entry) {
        var marked = entry.path("text").asText();
        var text = new StringBuilder();
        var labels = new ArrayList<Finding>();
        var decoys = new ArrayList<Decoy>();
        var mark = MARK.matcher(marked);
        var told = 0;
        while (mark.find()) {
            text.append(marked, told, mark.start());
            var start = text.length();
            text.append(mark.group(3));
            if (mark.group(1).isEmpty()) {
                labels.add(new Finding(RedactionKind.of(mark.group(2)), start, text.length()));
            } else {
                decoys.add(new Decoy(mark.group(2), start, text.length()));
            }
            told = mark.end();
        }
        text.append(marked, told, marked.length());
        return new LabelledText(entry.path("id").asText(), text.toString(), labels, decoys);
    }
}
