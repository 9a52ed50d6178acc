/** The front door: one question, from admission to settlement. Start reading at {@link dev.surety.inference.AnswerPipeline}. */
@NullMarked
package dev.surety.inference;

import org.jspecify.annotations.NullMarked;
