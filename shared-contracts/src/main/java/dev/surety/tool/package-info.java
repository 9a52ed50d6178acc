/** What a tool takes, and how a call of it is made of that: the schema of its arguments, and templates that no argument can break out of. */
@NullMarked
package dev.surety.tool;

import org.jspecify.annotations.NullMarked;
