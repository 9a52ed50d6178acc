/** The ways out of the product: each aims at documents as a principal and hands over whatever comes back. */
@NullMarked
package dev.surety.local.leak.way;

import org.jspecify.annotations.NullMarked;
