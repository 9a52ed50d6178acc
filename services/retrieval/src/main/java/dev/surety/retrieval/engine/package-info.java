/** OpenSearch: the two queries, and the permission filter inside both. */
@NullMarked
package dev.surety.retrieval.engine;

import org.jspecify.annotations.NullMarked;
