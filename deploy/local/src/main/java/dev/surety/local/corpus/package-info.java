/** Publishes a folder of documents, with its {@code acl.yaml} and {@code users.yaml}, to ingestion. */
package dev.surety.local.corpus;
