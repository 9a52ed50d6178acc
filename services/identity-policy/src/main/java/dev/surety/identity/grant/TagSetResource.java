package dev.surety.identity.grant;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.api.TagSetMessage;
import dev.surety.grant.Vouched;
import dev.surety.request.SuretyHeaders;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/** The tags behind a digest, for the services that were sent a grant that carries it. */
@Path("v1/tag-sets/{digest}")
class TagSetResource {

    private final OwnGrants grants;
    private final TagSetStore store;

    TagSetResource(OwnGrants grants, TagSetStore store) {
        this.grants = grants;
        this.store = store;
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
        return switch (grants.read(grant)) {
            case Vouched.Whole whole -> throw new ProblemException(ProblemType.FORBIDDEN, "the grant carries its tags");
            case Vouched.Abridged abridged -> abridged.tagsDigest();
        };
    }
}
