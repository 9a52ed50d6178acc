package dev.surety.ingestion.release;

import dev.surety.index.IndexNames;
import dev.surety.ingestion.embed.Embedder;
import dev.surety.ingestion.embed.EmbeddingModel;
import dev.surety.ingestion.index.ChunkIndex;
import dev.surety.ingestion.register.Database;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The releases of all indexes. */
@Singleton
public final class Releases {

    private static final int FIRST = 1;

    private final Database database;
    private final ChunkIndex chunks;
    private final Embedder embedder;
    private final Clock clock;
    private final Map<String, IndexRelease> live = new ConcurrentHashMap<>();

    Releases(Database database, ChunkIndex chunks, Embedder embedder, Clock clock) {
        this.database = database;
        this.chunks = chunks;
        this.embedder = embedder;
        this.clock = clock;
    }

    /** The live release of an index; the first document of an index creates its first release. */
    public IndexRelease live(String index) {
        var known = live.get(index);
        if (known == null) {
            known = find(index).orElseGet(() -> createFirst(index));
            live.put(index, known);
        }
        return known;
    }

    /** The live release, if there is one. */
    public Optional<IndexRelease> find(String index) {
        return database
                .query(
                        "select index_name, number, embedding_model, dimension from index_release where index_name = ? and live",
                        Releases::release,
                        index)
                .stream()
                .findFirst();
    }

    /** The live release of an index and its figures. */
    public Optional<IndexState> state(String index) {
        return states("where live and index_name = ?", index).stream().findFirst();
    }

    /** All releases of an index, the oldest first; none when there is no such index. */
    public List<ListedRelease> all(String index) {
        return database.query(
                """
                select index_name, number, live, embedding_model, dimension, revision, documents, created_at
                  from index_release
                 where index_name = ?
                 order by number
                """,
                row -> new ListedRelease(
                        release(row), row.getBoolean("live"), row.getLong("revision"), row.getLong("documents"), Database.instant(row, "created_at")),
                index);
    }

    /** All live releases that have ever changed. */
    List<IndexState> announcedStates() {
        return states("where live and revision > 0");
    }

    /** Notes that an event for the index had its effect. Last in its transaction: everybody who writes to the index meets in this row. */
    public void touch(String index, boolean changed) {
        database.update(
                "update index_release set last_event_at = ?, changes = changes + ? where index_name = ? and live",
                clock.instant(),
                changed ? 1 : 0,
                index);
    }

    /** Indexes with changes that have not been announced. */
    List<String> dirty() {
        return database.query("select index_name from index_release where live and changes > announced", row -> row.getString(1));
    }

    /** How many changes there have been. */
    long changes(String index) {
        return database
                .query("select changes from index_release where index_name = ? and live", row -> row.getLong(1), index)
                .stream()
                .findFirst()
                .orElse(0L);
    }

    /** What became visible is a new revision. */
    void raiseRevision(String index) {
        database.update(
                """
                update index_release
                   set revision = revision + 1,
                       documents = (select count(*) from document where document.index_name = index_release.index_name and not deleted)
                 where index_name = ? and live
                """,
                index);
    }

    /** Others know of so many changes. */
    void saveAnnounced(String index, long changes) {
        database.update(
                "update index_release set announced = greatest(announced, ?) where index_name = ? and live", changes, index);
    }

    private IndexRelease createFirst(String index) {
        // Asked before the transaction begins: it takes as long as it takes.
        var model = embedder.model();
        return database.inTransaction(() -> {
            database.lock("index " + index);
            return find(index).orElseGet(() -> {
                chunks.createLive(index, IndexNames.release(index, FIRST), model);
                database.update(
                        "insert into index_release (index_name, number, live, embedding_model, dimension) values (?, ?, true, ?, ?)",
                        index,
                        FIRST,
                        model.name(),
                        model.dimension());
                return new IndexRelease(index, FIRST, model);
            });
        });
    }

    private List<IndexState> states(String condition, Object... parameters) {
        return database.query(
                """
                select index_name, number, embedding_model, dimension, revision, documents, last_event_at,
                       (select coalesce(sum(chunks), 0) from document where document.index_name = index_release.index_name and not deleted) as chunks
                  from index_release
                """
                        + condition,
                row -> new IndexState(
                        release(row),
                        row.getLong("revision"),
                        row.getLong("documents"),
                        row.getLong("chunks"),
                        Optional.ofNullable(Database.instant(row, "last_event_at"))),
                parameters);
    }

    private static IndexRelease release(ResultSet row) throws SQLException {
        return new IndexRelease(
                row.getString("index_name"),
                row.getInt("number"),
                new EmbeddingModel(row.getString("embedding_model"), row.getInt("dimension")));
    }
}
