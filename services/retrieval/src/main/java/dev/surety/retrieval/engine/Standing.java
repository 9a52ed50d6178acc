package dev.surety.retrieval.engine;

import dev.surety.grant.Access;

/**
 * How a document stands with a grant, by all of its chunks that are live.
 *
 * @param documentId of the document
 * @param release    that it lies in
 * @param whole      whether the engine's filter permits every chunk: while a change of access is half applied they differ, and then the document is closed
 *     for everybody whom one of them refuses
 * @param access     of a permitted chunk
 */
public record Standing(String documentId, String release, boolean whole, Access access) {}
