/** What the policy says, printed for a person: why somebody may read a document, and what another policy would have said. */
package dev.surety.local.decision;
