/** What happens to every request at the border of every service: id, deadline, grant, problems, timings. */
@NullMarked
package dev.surety.edge;

import org.jspecify.annotations.NullMarked;
