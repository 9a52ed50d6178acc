package dev.surety.ingestion.documents;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.RedactionPurpose;
import dev.surety.edge.Redactions;
import dev.surety.ingestion.register.DocumentRegister;
import dev.surety.ingestion.register.KnownDocument;
import dev.surety.ingestion.release.Releases;
import dev.surety.request.SuretyHeaders;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Documents, as far as the caller may know of them. */
@Path("v1/documents")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DocumentResource {

    private final Callers callers;
    private final DocumentRegister register;
    private final Releases releases;
    private final Redactions redactions;

    DocumentResource(Callers callers, DocumentRegister register, Releases releases, Redactions redactions) {
        this.callers = callers;
        this.register = register;
        this.releases = releases;
        this.redactions = redactions;
    }

    /** One document. Unknown, deleted and not permitted look the same. */
    @GET
    @Path("{documentId}")
    public DocumentMessage document(
            @PathParam("documentId") String documentId,
            @HeaderParam(SuretyHeaders.GRANT) @Nullable String grantHeader,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(SuretyHeaders.REQUEST_ID) String requestId) {
        var grant = callers.grant(grantHeader, authorization, requestId);
        return register.find(documentId)
                .filter(document -> !document.deleted())
                .filter(document -> document.permitted().permits(grant))
                .map(this::message)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "there is no such document"));
    }

    private DocumentMessage message(KnownDocument document) {
        return new DocumentMessage(
                document.documentId(),
                redactions.inForce().text(document.title(), RedactionPurpose.ANSWER),
                document.uri(),
                document.index(),
                releases.live(document.index()).name(),
                document.sections(),
                document.chunks(),
                document.updatedAt(),
                document.indexedAt());
    }
}
