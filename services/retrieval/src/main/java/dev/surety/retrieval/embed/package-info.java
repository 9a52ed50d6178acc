/** Turns texts into vectors: the only place in the product that does, so that index and query never use different models. JNI stays in here. */
@NullMarked
package dev.surety.retrieval.embed;

import org.jspecify.annotations.NullMarked;
