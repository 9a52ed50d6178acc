/** Worlds: documents with canaries, people in groups, who may see what by a rule of our own, and how all of that changes while somebody looks. */
@NullMarked
package dev.surety.local.leak.world;

import org.jspecify.annotations.NullMarked;
