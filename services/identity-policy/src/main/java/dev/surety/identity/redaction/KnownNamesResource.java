package dev.surety.identity.redaction;

import dev.surety.api.KnownNamesMessage;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.grant.Vouched;
import dev.surety.identity.grant.OwnGrants;
import dev.surety.request.SuretyHeaders;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Base64;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/** Digests of the names of a tenant's people, for the services that take them out of texts. */
@Path("v1/tenants/{tenant}/known-names")
class KnownNamesResource {

    private final OwnGrants grants;
    private final DirectoryNames names;

    KnownNamesResource(OwnGrants grants, DirectoryNames names) {
        this.grants = grants;
        this.names = names;
    }

    /** Told to whoever holds a grant of somebody of the tenant. No name can be read in it; whether one is there can be tried. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public KnownNamesMessage names(@PathParam("tenant") String tenant, @HeaderParam(SuretyHeaders.GRANT) @Nullable String grant) {
        var holders = switch (grants.read(grant)) {
            case Vouched.Whole(var whole) -> whole.tenant();
            case Vouched.Abridged abridged -> abridged.tenant();
        };
        if (!holders.equals(tenant)) {
            throw new ProblemException(ProblemType.FORBIDDEN, "the grant is of another tenant");
        }
        var known = names.of(tenant);
        var base64 = Base64.getEncoder();
        return new KnownNamesMessage(base64.encodeToString(known.words()), base64.encodeToString(known.names()));
    }
}
