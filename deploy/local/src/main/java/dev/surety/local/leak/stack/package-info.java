/** The gate's dealings with the running stack: requests, tokens and grants, events of documents, people of a directory. */
@NullMarked
package dev.surety.local.leak.stack;

import org.jspecify.annotations.NullMarked;
