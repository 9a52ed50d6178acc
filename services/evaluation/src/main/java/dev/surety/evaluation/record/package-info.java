/** Answer records: taken from Kafka exactly once in effect, kept in OpenSearch, shown to whoever asked and, without contents, to auditors. */
@NullMarked
package dev.surety.evaluation.record;

import org.jspecify.annotations.NullMarked;
