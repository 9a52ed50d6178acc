/**
 * Who may do what: the rules of the contract, in CEL, compiled once for each version and asked in the process that acts. Start reading at
 * {@link dev.surety.policy.Policy}. The only package that knows CEL.
 */
@NullMarked
package dev.surety.policy;

import org.jspecify.annotations.NullMarked;
