package dev.surety.ingestion.release;

import java.time.Instant;
import java.util.Optional;

/**
 * A live release as it stands.
 *
 * @param revision    rises with every visible change; 0 before the first
 * @param documents   at that revision
 * @param chunks      at the moment
 * @param lastEventAt when the last event for the index had its effect
 */
public record IndexState(IndexRelease release, long revision, long documents, long chunks, Optional<Instant> lastEventAt) {}
