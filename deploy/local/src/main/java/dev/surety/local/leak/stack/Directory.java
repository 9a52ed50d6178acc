package dev.surety.local.leak.stack;

import dev.surety.local.leak.world.Nesting;
import dev.surety.local.leak.world.Principal;
import java.io.IOException;
import java.util.List;

/** Where the people of a world and their groups are written to, so that tokens or grants say so. */
public interface Directory {

    /** Makes everybody as they are here. */
    void write(List<Principal> principals, Nesting nesting) throws IOException, InterruptedException;

    /**
     * Changes one; when this returns, the product has been told.
     *
     * @return whether tokens that were given before still say what was so before
     */
    boolean change(Principal principal) throws IOException, InterruptedException;

    /** Whether grants from before this change are refused after it: the product was told of it as a change, and not by the next token. */
    boolean outdates(Principal before, Principal after);

    /** An access token. */
    String token(Principal principal) throws IOException, InterruptedException;
}
