/** Serves one GGUF file with llama.cpp behind the OpenAI chat API: the small tier of the local stack. */
@NullMarked
package dev.surety.smallmodel;

import org.jspecify.annotations.NullMarked;
