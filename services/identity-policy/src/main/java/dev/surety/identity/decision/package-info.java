/** What the policy says to somebody, and for administrators why: {@code POST /v1/decisions}. */
@NullMarked
package dev.surety.identity.decision;

import org.jspecify.annotations.NullMarked;
