/** The command line behind the Makefile. Its commands live with what they are about. */
@NullMarked
package dev.surety.local;

import org.jspecify.annotations.NullMarked;
