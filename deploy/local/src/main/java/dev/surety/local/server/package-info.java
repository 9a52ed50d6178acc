/** The four real servers of the stack: PostgreSQL, Kafka, OpenSearch with k-NN, Keycloak. The stack and the tests start the same ones. */
@NullMarked
package dev.surety.local.server;

import org.jspecify.annotations.NullMarked;
