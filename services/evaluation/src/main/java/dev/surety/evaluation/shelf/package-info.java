/** What several features keep in OpenSearch, each under an alias of its own, and show page by page. */
@NullMarked
package dev.surety.evaluation.shelf;

import org.jspecify.annotations.NullMarked;
