/** Stage 3: may this be asked? And the one place where all stages ask the rules of the contract. */
@NullMarked
package dev.surety.inference.permit;

import org.jspecify.annotations.NullMarked;
