/** The answer record's way to Kafka: a durable, bounded outbox. */
@NullMarked
package dev.surety.inference.record;

import org.jspecify.annotations.NullMarked;
