/** What the local stack remembers between commands: its folder, its secrets, its keys, its ports, and where the checkout lies. */
@NullMarked
package dev.surety.local.state;

import org.jspecify.annotations.NullMarked;
