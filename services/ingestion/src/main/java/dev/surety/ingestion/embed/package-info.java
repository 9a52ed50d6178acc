/** Vectors, which retrieval makes: index and query can never use different models. */
@NullMarked
package dev.surety.ingestion.embed;

import org.jspecify.annotations.NullMarked;
