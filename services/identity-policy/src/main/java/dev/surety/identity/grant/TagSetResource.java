package dev.surety.identity.grant;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.api.TagSetMessage;
import dev.surety.grant.GrantCodec;
import dev.surety.grant.RefusedGrant;
import dev.surety.grant.Vouched;
import dev.surety.identity.key.SigningKeys;
import dev.surety.request.SuretyHeaders;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/** The tags behind a digest, for the services that were sent a grant that carries it. */
@Path("v1/tag-sets/{digest}")
class TagSetResource {

    private final SigningKeys keys;
    private final TagSetStore store;
    private final Clock clock;

    TagSetResource(SigningKeys keys, TagSetStore store, Clock clock) {
        this.keys = keys;
        this.store = store;
        this.clock = clock;
    }

    /** Whoever holds a grant may know its tags, and nobody else: a digest alone opens nothing. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @ResponseHeader(name = "Cache-Control", value = "private, immutable")
    public TagSetMessage tags(@PathParam("digest") String digest, @HeaderParam(SuretyHeaders.GRANT) @Nullable String grant) {
        if (!digest.equals(digestOf(grant))) {
            throw new ProblemException(ProblemType.FORBIDDEN, "the grant carries another digest");
        }
        return store.tags(digest)
                .map(TagSetMessage::new)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "there is no such tag set any more"));
    }

    private String digestOf(@Nullable String grant) {
        if (grant == null || grant.isBlank()) {
            throw new ProblemException(ProblemType.UNAUTHENTICATED, "the header Surety-Grant is missing");
        }
        try {
            var key = keys.verifying(GrantCodec.keyId(grant)).orElseThrow(() -> new RefusedGrant("unknown key"));
            return switch (GrantCodec.readOwn(grant, key, clock)) {
                case Vouched.Whole whole -> throw new ProblemException(ProblemType.FORBIDDEN, "the grant carries its tags");
                case Vouched.Abridged abridged -> abridged.tagsDigest();
            };
        } catch (RefusedGrant refused) {
            throw new ProblemException(ProblemType.UNAUTHENTICATED, "the grant does not hold: " + refused.getMessage());
        }
    }
}
