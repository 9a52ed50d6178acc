package dev.surety.ingestion.documents;

import dev.surety.api.DocumentAccesses;
import dev.surety.api.DocumentAccesses.OfDocument;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.edge.ContractInForce;
import dev.surety.edge.PolicyDecisions;
import dev.surety.grant.Grant;
import dev.surety.ingestion.register.DocumentRegister;
import dev.surety.ingestion.register.KnownDocument;
import dev.surety.policy.Resource;
import dev.surety.request.SuretyHeaders;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Who may read a document, for our own services, and for administrators in their own tenant. */
@Path("v1/document-accesses")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class DocumentAccessResource {

    private static final int LONGEST = 2_000;

    private final Callers callers;
    private final DocumentRegister register;
    private final ContractInForce contract;
    private final PolicyDecisions decisions;

    DocumentAccessResource(Callers callers, DocumentRegister register, ContractInForce contract, PolicyDecisions decisions) {
        this.callers = callers;
        this.register = register;
        this.contract = contract;
        this.decisions = decisions;
    }

    /** By id or by URI; none when there is no such document. */
    @GET
    public DocumentAccesses accesses(
            @QueryParam("document") @Nullable String document,
            @HeaderParam(SuretyHeaders.GRANT) @Nullable String grantHeader,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(SuretyHeaders.REQUEST_ID) String requestId) {
        var grant = callers.grant(grantHeader, authorization, requestId);
        if (!grant.isService() && !administers(grant)) {
            throw new ProblemException(ProblemType.FORBIDDEN, "who may read a document is told to services and to those whom the policy lets administer");
        }
        if (document == null || document.isBlank() || document.length() > LONGEST) {
            throw ProblemException.invalid("document", "document is the id or the URI of a document, at most " + LONGEST + " characters");
        }
        return new DocumentAccesses(register.named(document).stream()
                .filter(known -> !known.deleted())
                .filter(known -> grant.isService() || known.access().tenant().equals(grant.tenant()))
                .map(DocumentAccessResource::of)
                .toList());
    }

    private boolean administers(Grant grant) {
        return decisions.decide(contract.policy(), grant, Resource.administer()).isAllowed();
    }

    private static OfDocument of(KnownDocument known) {
        return new OfDocument(known.documentId(), known.index(), known.uri(), known.permitted());
    }
}
