/**
 * What happens to every request at the border of every service: id, deadline, grant, problems, timings; and how services call each other. The only
 * package here that knows Quarkus.
 */
@NullMarked
package dev.surety.edge;

import org.jspecify.annotations.NullMarked;
