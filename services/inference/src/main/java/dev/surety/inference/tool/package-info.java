/** Tools of the contract: asked for, permitted, limited, confirmed, called, recorded. */
@NullMarked
package dev.surety.inference.tool;

import org.jspecify.annotations.NullMarked;
