package dev.surety.ingestion.register;

import dev.surety.grant.Access;
import dev.surety.ingestion.event.DocumentEvent;
import dev.surety.ingestion.event.DocumentEvent.About;
import dev.surety.ingestion.event.DocumentEvent.Upserted;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Every document that ingestion knows, and every event it has handled. */
@Singleton
public final class DocumentRegister {

    private static final String SELECT =
            """
            select document_id, index_name, uri, title, content_hash, tenant, allow, deny, clearance, sections, chunks, ordinals,
                   updated_at, indexed_at, deleted
              from document
            """;

    private final Database database;
    private final Clock clock;

    DocumentRegister(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Whether the event has had its effect. */
    public boolean hasSeen(DocumentEvent event) {
        return !database.query(
                        "select 1 from seen_event where source = ? and id = ?",
                        row -> true,
                        event.about().source(),
                        event.about().id())
                .isEmpty();
    }

    /**
     * Does the work and notes the event, both or neither. After a rebalance two processes may hold the same event for a moment: the second one waits
     * for the first and then finds that nothing is left to do.
     *
     * @return empty when the event has had its effect meanwhile
     */
    public <T> Optional<T> once(DocumentEvent event, Supplier<T> work) {
        return database.inTransaction(() -> {
            database.lock(event.about().documentId());
            if (hasSeen(event)) {
                return Optional.empty();
            }
            var result = work.get();
            database.update(
                    "insert into seen_event (source, id, at) values (?, ?, ?)", event.about().source(), event.about().id(), clock.instant());
            return Optional.of(result);
        });
    }

    /** Like {@link #once}, for a part of the work: the event is still to be handled afterwards. */
    public void beforehand(DocumentEvent event, Runnable work) {
        database.inTransaction(() -> {
            database.lock(event.about().documentId());
            if (!hasSeen(event)) {
                work.run();
            }
            return true;
        });
    }

    public Optional<KnownDocument> find(String documentId) {
        return database.query(SELECT + "where document_id = ?", DocumentRegister::document, documentId).stream().findFirst();
    }

    /** Those that somebody may mean by an id or a URI, by index. */
    public List<KnownDocument> named(String idOrUri) {
        return database.query(SELECT + "where document_id = ? or uri = ? order by index_name", DocumentRegister::document, idOrUri, idOrUri);
    }

    /** Notes, before anything is written to the index, that so many chunks may come to lie there. */
    public void reserve(Upserted event, int ordinals) {
        database.update(
                """
                insert into document (document_id, index_name, uri, title, content_hash, tenant, allow, deny, clearance, sections, chunks, ordinals,
                                      updated_at, indexed_at, deleted)
                values (?, ?, ?, '', '', ?, ?, ?, ?, 0, 0, ?, ?, ?, true)
                on conflict (document_id) do update set ordinals = greatest(document.ordinals, excluded.ordinals)
                """,
                event.about().documentId(),
                event.about().index(),
                event.about().uri(),
                event.access().tenant(),
                event.access().allow(),
                event.access().deny(),
                event.access().clearance(),
                ordinals,
                event.changedAt(),
                clock.instant());
    }

    /** Notes what the index now holds of a document. Inside {@link #once}, after {@link #reserve}. */
    public void saveIndexed(Upserted event, String title, String contentHash, int sections, int chunks) {
        database.update(
                """
                update document
                   set title = ?, content_hash = ?, tenant = ?, allow = ?, deny = ?, clearance = ?, sections = ?, chunks = ?, ordinals = ?,
                       updated_at = ?, indexed_at = ?, deleted = false
                 where document_id = ?
                """,
                title,
                contentHash,
                event.access().tenant(),
                event.access().allow(),
                event.access().deny(),
                event.access().clearance(),
                sections,
                chunks,
                chunks,
                event.changedAt(),
                clock.instant(),
                event.about().documentId());
    }

    public void saveAccess(About about, Access access) {
        database.update(
                "update document set tenant = ?, allow = ?, deny = ?, clearance = ? where document_id = ?",
                access.tenant(),
                access.allow(),
                access.deny(),
                access.clearance(),
                about.documentId());
    }

    /** The source confirms the document as it is, as of this time. */
    public void saveUpdatedAt(About about, Instant updatedAt) {
        database.update("update document set updated_at = ? where document_id = ?", updatedAt, about.documentId());
    }

    /** @param updatedAt of the deletion; the document's own stays where the event does not say */
    public void saveDeleted(About about, Optional<Instant> updatedAt) {
        database.update(
                "update document set deleted = true, sections = 0, chunks = 0, ordinals = 0, title = '', content_hash = '' where document_id = ?",
                about.documentId());
        updatedAt.ifPresent(at -> saveUpdatedAt(about, at));
    }

    /** Forgets events that are older than any replay. */
    public int forgetEvents(Duration olderThan) {
        return database.update("delete from seen_event where at < ?", clock.instant().minus(olderThan));
    }

    private static KnownDocument document(ResultSet row) throws SQLException {
        return new KnownDocument(
                row.getString("document_id"),
                row.getString("index_name"),
                row.getString("uri"),
                row.getString("title"),
                row.getString("content_hash"),
                new Access(row.getString("tenant"), texts(row, "allow"), texts(row, "deny"), row.getInt("clearance")),
                row.getInt("sections"),
                row.getInt("chunks"),
                row.getInt("ordinals"),
                Database.instant(row, "updated_at"),
                Database.instant(row, "indexed_at"),
                row.getBoolean("deleted"));
    }

    private static Set<String> texts(ResultSet row, String column) throws SQLException {
        return Set.copyOf(Arrays.asList((String[]) row.getArray(column).getArray()));
    }
}
