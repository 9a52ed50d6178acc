package dev.surety.identity.key;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/** The keys that grants can be verified with. */
@Path(".well-known/jwks.json")
class KeyResource {

    private final SigningKeys keys;

    KeyResource(SigningKeys keys) {
        this.keys = keys;
    }

    /** A JWK set (RFC 7517) of public keys; open to everybody. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, List<Map<String, Object>>> keys() {
        return Map.of("keys", keys.published());
    }
}
