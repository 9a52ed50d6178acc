/** The keys that sign grants: read from a file, reloaded when it changes, published without their private parts. */
@NullMarked
package dev.surety.identity.key;

import org.jspecify.annotations.NullMarked;
