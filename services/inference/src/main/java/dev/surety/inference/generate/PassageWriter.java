package dev.surety.inference.generate;

import dev.surety.inference.release.Prompts;
import dev.surety.inference.route.Routed;
import dev.surety.inference.route.Sentences;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Lets a model write from whole passages, and reads its sentences and the numbers that they cite. */
final class PassageWriter implements Writer {

    private static final String NOTHING = "NOTHING";
    private static final Pattern CITATION = Pattern.compile("\\[(\\d{1,3})]");
    // A citation behind the full stop belongs to the sentence before it.
    private static final Pattern STOP_THEN_CITATION = Pattern.compile("([.!?])((?:\\s*\\[\\d{1,3}])+)");

    private static final Pattern CITED_END = Pattern.compile("[.!?](\\s*\\[\\d{1,3}])*(?=\\s|$)");

    private final ModelCalls calls;
    private final Model.Endpoint endpoint;
    private final Prompts prompts;
    private final int passages;

    PassageWriter(ModelCalls calls, Model.Endpoint endpoint, Prompts prompts, int passages) {
        this.calls = calls;
        this.endpoint = endpoint;
        this.prompts = prompts;
        this.passages = passages;
    }

    @Override
    public Uni<List<Statement>> write(Routed routed) {
        var system = prompts.write();
        return calls.reply(routed, endpoint, material(routed), shown -> new ModelRequest(system, frame(shown), null)).map(PassageWriter::statements);
    }

    /** The best passages come first: what does not fit is what matters least. */
    private Material material(Routed routed) {
        var pieces = routed.found().passages().stream().limit(passages).map(passage -> new Material.Piece(passage.title(), passage.text())).toList();
        return new Material(routed.question().text(), pieces);
    }

    private static String frame(Material shown) {
        var frame = new StringBuilder();
        for (var place = 1; place <= shown.pieces().size(); place++) {
            frame.append(passage(place, shown.pieces().get(place - 1)));
        }
        return frame.append("Question: ").append(shown.question()).toString();
    }

    private static String passage(int place, Material.Piece piece) {
        // A passage that holds the closing mark must not end its own frame.
        var text = piece.text().replace("</passage", "< /passage");
        return "<passage number=\"%d\" title=\"%s\">%n%s%n</passage>%n".formatted(place, piece.title().replace('"', '\''), text);
    }

    /** What a reply says, without a last sentence that was cut off: half a sentence may say the opposite of the whole. */
    static List<Statement> statements(ModelReply reply) {
        var text = reply.whole() ? reply.text() : finished(reply.text());
        // Put back behind the reading: what a placeholder stands for may hold a full stop, or look like a citation.
        return statements(text).stream().map(statement -> new Statement(reply.restored().apply(statement.text()), statement.passages())).toList();
    }

    private static String finished(String text) {
        var last = CITED_END.matcher(text).results().reduce((earlier, later) -> later);
        return last.map(end -> text.substring(0, end.end())).orElse("");
    }

    static List<Statement> statements(String reply) {
        if (reply.isBlank() || reply.strip().startsWith(NOTHING)) {
            throw new WriterFailed("nothing", "the model found no answer in the passages");
        }
        var moved = STOP_THEN_CITATION.matcher(reply).replaceAll("$2$1");
        var statements = new ArrayList<Statement>();
        for (var sentence : Sentences.of(moved)) {
            var cited = CITATION.matcher(sentence).results().map(match -> Integer.parseInt(match.group(1))).distinct().toList();
            var text = CITATION.matcher(sentence).replaceAll("").replaceAll("\\s+([.,;!?])", "$1").strip();
            if (text.codePoints().anyMatch(Character::isLetterOrDigit)) {
                statements.add(new Statement(text, cited));
            }
        }
        return statements;
    }
}
