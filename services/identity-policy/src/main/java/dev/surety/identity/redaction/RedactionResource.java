package dev.surety.identity.redaction;

import dev.surety.api.ProblemException;
import dev.surety.contract.Contract;
import dev.surety.edge.ContractInForce;
import dev.surety.edge.Redactions;
import dev.surety.edge.SameContext;
import dev.surety.identity.caller.BearerToken;
import dev.surety.identity.caller.Caller;
import dev.surety.redaction.KnownPeople;
import dev.surety.redaction.Redactor;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/** Texts of callers without what the contract takes out of them. Nothing of a text is kept or logged. */
@Path("v1/redactions")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RegisterForReflection(targets = {RedactionRequest.class, RedactionMessage.class, RedactionMessage.Found.class})
class RedactionResource {

    private final BearerToken token;
    private final ContractInForce contract;
    private final DirectoryNames names;
    private final Redactions redactions;

    RedactionResource(BearerToken token, ContractInForce contract, DirectoryNames names, Redactions redactions) {
        this.token = token;
        this.contract = contract;
        this.names = names;
        this.redactions = redactions;
    }

    /** By the contract in force, with the names of the caller's own tenant; for anybody whose token holds: who asks learns nothing but about the text. */
    @POST
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public Uni<RedactionMessage> redact(
            @Nullable RedactionRequest request, @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
        if (request == null) {
            throw ProblemException.invalid("body", "the body is missing: send {\"text\": \"…\", \"purpose\": \"prompt\"}");
        }
        return token.caller(authorization).chain(caller -> redacted(request, caller));
    }

    private Uni<RedactionMessage> redacted(RedactionRequest request, Caller caller) {
        var current = contract.contract();
        if (!current.redactionFor(request.purpose()).takesOutNames()) {
            return Uni.createFrom().item(redacted(request, current, KnownPeople.NOBODY));
        }
        var known = names.of(caller.tenant());
        return redactions
                .namesIn(List.of(request.text()))
                .chain(found -> SameContext.apart(() -> redacted(request, current, found.isEmpty() ? known : known.and(found))));
    }

    private static RedactionMessage redacted(RedactionRequest request, Contract contract, KnownPeople people) {
        return RedactionMessage.of(Redactor.of(contract, people).redact(request.text(), request.purpose()));
    }
}
