/** What single calls cost, measured with JMH. Run by {@code make bench-enforcement}. */
@NullMarked
package dev.surety.bench;

import org.jspecify.annotations.NullMarked;
