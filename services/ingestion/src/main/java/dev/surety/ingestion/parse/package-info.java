/** Makes a list of blocks, each under its headings, of Markdown, HTML and plain text; hidden text does not get in. */
@NullMarked
package dev.surety.ingestion.parse;

import org.jspecify.annotations.NullMarked;
