package dev.surety.ingestion.register;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.grant.Access;
import dev.surety.ingestion.event.DocumentEvent;
import dev.surety.ingestion.event.DocumentEvent.About;
import dev.surety.ingestion.event.DocumentEvent.Upserted;
import io.quarkus.runtime.annotations.RegisterForReflection;
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
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Every document that ingestion knows, and every event it has handled. */
@Singleton
@RegisterForReflection(targets = {Access.class, Access[].class})
public final class DocumentRegister {

    private static final String SELECT =
            """
            select document_id, index_name, uri, title, content_hash, tenant, allow, deny, clearance, sections, chunks, ordinals,
                   updated_at, indexed_at, deleted,
                   (select coalesce(json_agg(waiting), '[]')
                      from (select coalesce(tenant, document.tenant) as tenant, allow, deny, clearance
                              from access_ahead where access_ahead.document_id = document.document_id) as waiting) as ahead
              from document
            """;

    /** Whether the effect of an event begins when its turn comes. */
    public enum Turn {
        /** It does. */
        FIRST,
        /** What it closes was closed before. */
        WAS_AHEAD
    }

    private final Database database;
    private final Clock clock;
    private final ObjectMapper json;

    DocumentRegister(Database database, Clock clock, ObjectMapper json) {
        this.database = database;
        this.clock = clock;
        this.json = json;
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
     * @param work told whether what the event closes was closed ahead of it
     * @return empty when the event has had its effect meanwhile
     */
    public <T> Optional<T> once(DocumentEvent event, Function<Turn, T> work) {
        return database.inTransaction(() -> {
            database.lock(event.about().documentId());
            if (hasSeen(event)) {
                return Optional.empty();
            }
            var wasAhead = database.update("delete from access_ahead where source = ? and id = ?", event.about().source(), event.about().id()) > 0;
            var result = work.apply(wasAhead ? Turn.WAS_AHEAD : Turn.FIRST);
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

    /**
     * Notes that an event waits which closes something, and does the work, both or neither; nothing when the event has had its effect. Until it has, what it closes
     * stays closed.
     *
     * @param access that it gives; empty when it gives none to anybody
     * @return what the work returns; false when nothing is left to do
     */
    public boolean ahead(DocumentEvent event, Optional<Access> access, BooleanSupplier work) {
        var about = event.about();
        return database.inTransaction(() -> {
            database.lock(about.documentId());
            if (hasSeen(event)) {
                return false;
            }
            database.update(
                    """
                    insert into access_ahead (source, id, document_id, tenant, allow, deny, clearance) values (?, ?, ?, ?, ?, ?, ?)
                    on conflict do nothing
                    """,
                    about.source(),
                    about.id(),
                    about.documentId(),
                    access.map(Access::tenant).orElse(null),
                    access.map(Access::allow).orElse(Set.of()),
                    access.map(Access::deny).orElse(Set.of()),
                    access.map(Access::clearance).orElse(0));
            return work.getAsBoolean();
        });
    }

    public Optional<KnownDocument> find(String documentId) {
        return database.query(SELECT + "where document_id = ?", this::document, documentId).stream().findFirst();
    }

    /** Those that somebody may mean by an id or a URI, by index. */
    public List<KnownDocument> named(String idOrUri) {
        return database.query(SELECT + "where document_id = ? or uri = ? order by index_name", this::document, idOrUri, idOrUri);
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

    private KnownDocument document(ResultSet row) throws SQLException {
        return new KnownDocument(
                row.getString("document_id"),
                row.getString("index_name"),
                row.getString("uri"),
                row.getString("title"),
                row.getString("content_hash"),
                new Access(row.getString("tenant"), texts(row, "allow"), texts(row, "deny"), row.getInt("clearance")),
                ahead(row.getString("ahead")),
                row.getInt("sections"),
                row.getInt("chunks"),
                row.getInt("ordinals"),
                Database.instant(row, "updated_at"),
                Database.instant(row, "indexed_at"),
                row.getBoolean("deleted"));
    }

    // In the statement that reads the document: between two, an event could have its turn, and what it closed would look open for once.
    private List<Access> ahead(String waiting) {
        try {
            return List.of(json.readValue(waiting, Access[].class));
        } catch (JsonProcessingException ourOwnStatement) {
            throw new IllegalStateException("our own statement gives no access", ourOwnStatement);
        }
    }

    private static Set<String> texts(ResultSet row, String column) throws SQLException {
        return Set.copyOf(Arrays.asList((String[]) row.getArray(column).getArray()));
    }
}
