package dev.surety.ingestion.release;

import java.time.Instant;

/**
 * A release among those of its index.
 *
 * @param isLive    whether it is searched
 * @param revision  rises with every visible change; 0 before the first
 * @param documents at that revision
 * @param createdAt when it was begun
 */
public record ListedRelease(IndexRelease release, boolean isLive, long revision, long documents, Instant createdAt) {}
