/** Who is calling: bearer tokens become grants at identity-policy, here in blocking form for virtual threads. */
@NullMarked
package dev.surety.evaluation.caller;

import org.jspecify.annotations.NullMarked;
