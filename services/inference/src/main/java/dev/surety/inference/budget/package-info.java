/**
 * What may be spent a day, by a tenant or a group of its people. Each replica leases a part of it from the database and spends that without asking again,
 * so that all of them together never spend more than there is.
 */
@NullMarked
package dev.surety.inference.budget;

import org.jspecify.annotations.NullMarked;
