/** The events on Kafka: topics, the CloudEvents envelope, and one record for each kind of event. */
@NullMarked
package dev.surety.event;

import org.jspecify.annotations.NullMarked;
