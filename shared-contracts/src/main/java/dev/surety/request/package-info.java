/** Who is asking for what, by when: the identity and the deadline that travel with every request through all services. */
@NullMarked
package dev.surety.request;

import org.jspecify.annotations.NullMarked;
