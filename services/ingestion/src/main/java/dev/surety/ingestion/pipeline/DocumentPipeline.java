package dev.surety.ingestion.pipeline;

import dev.surety.grant.Access;
import dev.surety.index.Chunk;
import dev.surety.ingestion.chunk.ChunkConfig;
import dev.surety.ingestion.chunk.Chunker;
import dev.surety.ingestion.chunk.Piece;
import dev.surety.ingestion.content.ContentReader;
import dev.surety.ingestion.embed.Embedder;
import dev.surety.ingestion.event.BadEvent;
import dev.surety.ingestion.event.DocumentEvent;
import dev.surety.ingestion.event.DocumentEvent.AccessChanged;
import dev.surety.ingestion.event.DocumentEvent.Deleted;
import dev.surety.ingestion.event.DocumentEvent.Upserted;
import dev.surety.ingestion.index.ChunkIndex;
import dev.surety.ingestion.parse.DocumentParser;
import dev.surety.ingestion.parse.ParsedDocument;
import dev.surety.ingestion.pipeline.Steps.Step;
import dev.surety.ingestion.register.DocumentRegister;
import dev.surety.ingestion.register.DocumentRegister.Turn;
import dev.surety.ingestion.register.KnownDocument;
import dev.surety.ingestion.register.Narrowing;
import dev.surety.ingestion.release.Announcer;
import dev.surety.ingestion.release.IndexRelease;
import dev.surety.ingestion.release.Releases;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * What an event does to a document: read, parse, chunk, embed, index, register. Start reading here. Blocks, on the consumer's virtual thread.
 *
 * <p>Everything may be done twice: the ids of chunks are fixed, and an event is noted in the transaction that registers its effect.
 */
@Singleton
public final class DocumentPipeline {

    private static final Logger LOG = Logger.getLogger(DocumentPipeline.class);

    private final ContentReader contents;
    private final DocumentParser parser;
    private final Chunker chunker;
    private final ChunkConfig chunkConfig;
    private final Embedder embedder;
    private final ChunkIndex index;
    private final DocumentRegister register;
    private final Releases releases;
    private final Announcer announcer;
    private final Steps steps;

    DocumentPipeline(
            ContentReader contents,
            DocumentParser parser,
            Chunker chunker,
            ChunkConfig chunkConfig,
            Embedder embedder,
            ChunkIndex index,
            DocumentRegister register,
            Releases releases,
            Announcer announcer,
            Steps steps) {
        this.contents = contents;
        this.parser = parser;
        this.chunker = chunker;
        this.chunkConfig = chunkConfig;
        this.embedder = embedder;
        this.index = index;
        this.register = register;
        this.releases = releases;
        this.announcer = announcer;
        this.steps = steps;
    }

    /**
     * Gives the event its effect; when this returns, the effect is durable.
     *
     * @throws BadEvent when the event can never have an effect; any other exception means that it is worth trying again
     */
    public Result handle(DocumentEvent event) {
        var result = switch (event) {
            case Upserted upserted -> upsert(upserted);
            case AccessChanged changed -> changeAccess(changed);
            case Deleted deleted -> delete(deleted);
        };
        if (result.isUrgent()) {
            announcer.announce(event.about().index());
        }
        return result;
    }

    /**
     * Closes what an event that waits for its turn will close, before those in front of it have had theirs. What it opens, its words and its note wait.
     *
     * @return whether there was something to close
     */
    public boolean closeAhead(DocumentEvent event) {
        var closed = switch (event) {
            // New words with other access: closed when they are read, so that the old words are not opened to who may see the new ones only.
            case Upserted upserted -> false;
            case AccessChanged changed -> closeAhead(changed, Optional.of(changed.access()));
            case Deleted deleted -> closeAhead(deleted, Optional.empty());
        };
        if (closed) {
            announcer.announce(event.about().index());
        }
        return closed;
    }

    private boolean closeAhead(DocumentEvent event, Optional<Access> access) {
        return register.ahead(event, access, () -> {
            var known = register.find(event.about().documentId()).filter(document -> document.ordinals() > 0);
            if (known.isEmpty() || known.get().permitted().equals(known.get().access())) {
                return false;
            }
            write(event, known.get(), known.get().access());
            return true;
        });
    }

    private Result upsert(Upserted event) {
        var known = register.find(event.about().documentId());
        if (known.filter(document -> isOlder(event, document)).isPresent()) {
            return once(event, () -> Result.OUTDATED);
        }
        known.filter(document -> !document.deleted()).ifPresent(document -> narrow(event, document));

        var content = steps.time(Step.READ, () -> contents.read(event.content()));
        var release = releases.live(event.about().index());
        var fingerprint = Fingerprint.of(event, content, release, chunkConfig.chunkTokens());
        if (known.filter(document -> !document.deleted() && document.contentHash().equals(fingerprint)).isPresent()) {
            return keepContent(event);
        }
        var document = steps.time(
                Step.PARSE, () -> parser.parse(event.contentType(), content, event.title(), event.about().uri()));
        var pieces = steps.time(Step.CHUNK, () -> chunker.cut(document));
        var chunks = steps.time(Step.EMBED, () -> embed(event, release, document, pieces));
        return store(event, document, fingerprint, chunks);
    }

    /** Whoever loses access loses it before the new words are read, embedded and written, which can take minutes. */
    private void narrow(Upserted event, KnownDocument known) {
        var narrowed = Narrowing.of(known.access(), event.access());
        if (narrowed.equals(known.access())) {
            return;
        }
        register.beforehand(event, () -> applyAccess(event, known, narrowed));
        announcer.announce(event.about().index());
    }

    private Result keepContent(Upserted event) {
        return once(event, () -> {
            var known = register.find(event.about().documentId()).orElseThrow();
            register.saveUpdatedAt(event.about(), event.changedAt());
            if (known.access().equals(event.access())) {
                return Result.UNCHANGED;
            }
            applyAccess(event, known, event.access());
            return Result.ACCESS_CHANGED;
        });
    }

    private List<Chunk> embed(Upserted event, IndexRelease release, ParsedDocument document, List<Piece> pieces) {
        if (pieces.isEmpty()) {
            LOG.warnf("a document has no text documentId=%s", event.about().documentId());
            return List.of();
        }
        var texts = pieces.stream()
                .map(piece -> Stream.of(document.title(), piece.section(), piece.text())
                        .filter(part -> !part.isBlank())
                        .collect(Collectors.joining("\n")))
                .toList();
        var embeddings = embedder.embed(texts);
        if (!embeddings.model().equals(release.model())) {
            throw new IllegalStateException("release %s holds vectors of %s, but retrieval now runs %s: run that model again, or index anew"
                    .formatted(release.name(), release.model(), embeddings.model()));
        }
        var chunks = new ArrayList<Chunk>(pieces.size());
        for (var ordinal = 0; ordinal < pieces.size(); ordinal++) {
            chunks.add(chunk(event, document, pieces.get(ordinal), ordinal, embeddings.vectors().get(ordinal)));
        }
        return chunks;
    }

    private static Chunk chunk(Upserted event, ParsedDocument document, Piece piece, int ordinal, float[] vector) {
        return Chunk.of(
                event.about().documentId(),
                event.about().uri(),
                document.title(),
                piece.section(),
                piece.text(),
                ordinal,
                document.asOf(event.changedAt()),
                event.access(),
                vector);
    }

    private Result store(Upserted event, ParsedDocument document, String fingerprint, List<Chunk> chunks) {
        var about = event.about();
        register.reserve(event, chunks.size());
        return once(event, () -> {
            var known = register.find(about.documentId()).orElseThrow();
            var ordinals = known.ordinals();
            steps.time(Step.INDEX, () -> {
                index.replace(about.index(), about.documentId(), chunks.stream().map(chunk -> chunk.with(known.narrowed(event.access()))).toList(), ordinals);
                return ordinals;
            });
            var sections = (int) chunks.stream().map(Chunk::section).distinct().count();
            steps.time(Step.REGISTER, () -> {
                register.saveIndexed(event, document.title(), fingerprint, sections, chunks.size());
                return sections;
            });
            return chunks.isEmpty() ? Result.EMPTY : Result.INDEXED;
        });
    }

    private Result changeAccess(AccessChanged event) {
        return once(event, () -> {
            var known = register.find(event.about().documentId()).filter(document -> !document.deleted());
            if (known.isEmpty()) {
                return Result.UNKNOWN;
            }
            if (known.get().access().equals(event.access())) {
                return Result.UNCHANGED;
            }
            applyAccess(event, known.get(), event.access());
            return Result.ACCESS_CHANGED;
        });
    }

    private Result delete(Deleted event) {
        return once(event, () -> {
            var known = register.find(event.about().documentId());
            if (known.isEmpty() || known.get().deleted() && known.get().ordinals() == 0) {
                return Result.UNKNOWN;
            }
            if (isOlder(event, known.get())) {
                return Result.OUTDATED;
            }
            index.delete(event.about().index(), event.about().documentId(), known.get().ordinals());
            register.saveDeleted(event.about(), event.updatedAt());
            return Result.DELETED;
        });
    }

    private void applyAccess(DocumentEvent event, KnownDocument known, Access access) {
        write(event, known, access);
        register.saveAccess(event.about(), access);
    }

    /** Who may find the chunks: as far as no change that waits for its turn shuts them out. */
    private void write(DocumentEvent event, KnownDocument known, Access access) {
        index.changeAccess(event.about().index(), event.about().documentId(), known.narrowed(access), known.ordinals());
        releases.touch(event.about().index(), true);
    }

    /** The effect and the note of it, together. What was closed ahead of an event that then changes nothing is opened again. */
    private Result once(DocumentEvent event, Supplier<Result> work) {
        return register.once(event, turn -> {
                    var result = work.get();
                    if (turn == Turn.WAS_AHEAD && !result.changesTheIndex()) {
                        register.find(event.about().documentId())
                                .filter(document -> !document.deleted())
                                .ifPresent(document -> write(event, document, document.access()));
                    }
                    releases.touch(event.about().index(), result.changesTheIndex());
                    return result;
                })
                .orElse(Result.REPLAYED);
    }

    private static boolean isOlder(DocumentEvent event, KnownDocument known) {
        return event.updatedAt().filter(at -> at.isBefore(known.updatedAt())).isPresent();
    }
}
