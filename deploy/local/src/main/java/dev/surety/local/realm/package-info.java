/** The realm {@code surety} in Keycloak: its clients, its claims and its people. */
@NullMarked
package dev.surety.local.realm;

import org.jspecify.annotations.NullMarked;
