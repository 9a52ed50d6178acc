/** What happens to one document, from event to searchable chunks. Start reading at {@link dev.surety.ingestion.pipeline.DocumentPipeline}. */
@NullMarked
package dev.surety.ingestion.pipeline;

import org.jspecify.annotations.NullMarked;
