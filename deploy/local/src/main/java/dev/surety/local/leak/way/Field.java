package dev.surety.local.leak.way;

import dev.surety.local.leak.stack.Line;
import dev.surety.local.leak.stack.Passes;
import dev.surety.local.leak.world.World;

/**
 * What a way needs to aim.
 *
 * @param world  that is aimed at
 * @param line   to the services
 * @param passes of the principals
 */
public record Field(World world, Line line, Passes passes) {}
