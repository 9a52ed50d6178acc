/** Searches for passages that a caller may see. Start reading at {@link dev.surety.retrieval.SearchPipeline}. */
@NullMarked
package dev.surety.retrieval;

import org.jspecify.annotations.NullMarked;
