/** Who a bearer token speaks for: the token is verified by the provider's keys, then its claims are read with suspicion. */
@NullMarked
package dev.surety.identity.caller;

import org.jspecify.annotations.NullMarked;
