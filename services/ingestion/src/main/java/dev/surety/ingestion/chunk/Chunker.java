package dev.surety.ingestion.chunk;

import dev.surety.index.Chunk;
import dev.surety.ingestion.parse.Block;
import dev.surety.ingestion.parse.ParsedDocument;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a document along its structure: blocks under one heading stay together up to the limit, small neighbouring sections are joined, and only a
 * block that does not fit is cut inside. No word is lost.
 */
@Singleton
public final class Chunker {

    private static final int SMALLEST_LIMIT = 20;
    private static final int LARGEST_LIMIT = 2_000;

    private final int most;
    private final int small;
    private final Parts parts;

    Chunker(ChunkConfig config, Tokens tokens) {
        this.most = config.chunkTokens();
        this.small = config.smallSectionTokens();
        if (most < SMALLEST_LIMIT || most > LARGEST_LIMIT) {
            throw new IllegalArgumentException(
                    "surety.ingestion.chunk-tokens is %d, it must be %d to %d".formatted(most, SMALLEST_LIMIT, LARGEST_LIMIT));
        }
        if (small < 0 || small > most) {
            throw new IllegalArgumentException(
                    "surety.ingestion.small-section-tokens is %d, it must be 0 to surety.ingestion.chunk-tokens (%d)".formatted(small, most));
        }
        this.parts = new Parts(tokens, most);
    }

    /** The document's pieces in reading order; none when it has no text. */
    public List<Piece> cut(ParsedDocument document) {
        var pieces = new ArrayList<Piece>();
        for (var group : joinSmall(sections(document.blocks()))) {
            pieces.addAll(pack(group));
        }
        return pieces;
    }

    private List<Section> sections(List<Block> blocks) {
        var sections = new ArrayList<Section>();
        for (var from = 0; from < blocks.size(); ) {
            var headings = blocks.get(from).headings();
            var to = from;
            while (to < blocks.size() && blocks.get(to).headings().equals(headings)) {
                to++;
            }
            sections.add(new Section(headings, blocks.subList(from, to).stream().flatMap(block -> parts.of(block).stream()).toList()));
            from = to;
        }
        return sections;
    }

    /** Joins a small section with the next one under the same parent, as long as everything stays within the limit. */
    private List<Section> joinSmall(List<Section> sections) {
        var joined = new ArrayList<Section>();
        var at = 0;
        while (at < sections.size()) {
            var first = sections.get(at++);
            var group = first;
            while (at < sections.size() && areSiblings(first.headings(), sections.get(at).headings())) {
                var both = group.joinedWith(sections.get(at), first, parts);
                if (group.tokens() >= small || both.tokens() > most) {
                    break;
                }
                group = both;
                at++;
            }
            joined.add(group);
        }
        return joined;
    }

    private static boolean areSiblings(List<String> one, List<String> other) {
        return !one.isEmpty() && one.size() == other.size() && one.subList(0, one.size() - 1).equals(other.subList(0, other.size() - 1));
    }

    private List<Piece> pack(Section section) {
        var label = String.join(Chunk.SECTION_SEPARATOR, section.headings());
        var pieces = new ArrayList<Piece>();
        var text = new StringBuilder();
        var used = 0;
        for (var part : section.parts()) {
            if (!text.isEmpty() && used + part.tokens() > most) {
                pieces.add(new Piece(label, text.toString()));
                text.setLength(0);
                used = 0;
            }
            text.append(text.isEmpty() ? "" : part.joiner()).append(part.text());
            used += part.tokens();
        }
        if (!text.isEmpty()) {
            pieces.add(new Piece(label, text.toString()));
        }
        return pieces;
    }

    private record Section(List<String> headings, List<Parts.Part> parts) {

        int tokens() {
            return parts.stream().mapToInt(Parts.Part::tokens).sum();
        }

        /** This section, or what it has grown to since {@code first}, and the next one, each under its heading as a line, one level up. */
        Section joinedWith(Section next, Section first, Parts counter) {
            var all = new ArrayList<>(this == first ? first.withHeadingAsLine(counter) : parts);
            all.addAll(next.withHeadingAsLine(counter));
            return new Section(first.headings().subList(0, first.headings().size() - 1), List.copyOf(all));
        }

        private List<Parts.Part> withHeadingAsLine(Parts counter) {
            var lines = new ArrayList<Parts.Part>();
            lines.add(new Parts.Part(headings.getLast(), "\n", counter.size(headings.getLast())));
            lines.addAll(parts);
            return lines;
        }
    }
}
