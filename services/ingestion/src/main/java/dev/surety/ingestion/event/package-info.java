/** What a source says about a document: read strictly, once, so that everything behind it can trust it. */
@NullMarked
package dev.surety.ingestion.event;

import org.jspecify.annotations.NullMarked;
