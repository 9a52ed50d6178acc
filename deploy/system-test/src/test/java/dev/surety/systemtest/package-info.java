/** Drives the whole local stack as its users do: over HTTP and Kafka, with Keycloak's tokens. */
package dev.surety.systemtest;
