/** People and groups as the company's own directory wrote them here, and what follows from them: who somebody is, and who is out. */
@NullMarked
package dev.surety.identity.directory;

import org.jspecify.annotations.NullMarked;
