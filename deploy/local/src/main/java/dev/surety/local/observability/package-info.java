/**
 * The contract in the languages of other people's tools: OpenSLO documents, Prometheus rules, a Grafana dashboard. What is written depends on the
 * contract and nothing else, so that a file which differs from it is a file that nobody wrote again.
 */
@NullMarked
package dev.surety.local.observability;

import org.jspecify.annotations.NullMarked;
