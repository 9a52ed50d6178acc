/** Makes one ranking of two. */
@NullMarked
package dev.surety.retrieval.fuse;

import org.jspecify.annotations.NullMarked;
