package dev.surety.identity.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.exceptions.BadRequestException;
import com.unboundid.scim2.common.exceptions.ScimException;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.RedactionPurpose;
import dev.surety.edge.ContractInForce;
import dev.surety.edge.Redactions;
import dev.surety.identity.caller.BearerToken;
import dev.surety.identity.caller.Caller;
import dev.surety.identity.directory.RefusedChange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where provisioners are let in, each to its own tenant, and where whatever goes wrong is said in SCIM's form and redacted as an answer is. Blocking; on a
 * virtual thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.12">RFC 7644, errors</a>
 */
@ApplicationScoped
class Desk {

    static final String MEDIA_TYPE = "application/scim+json";

    private static final Logger LOG = Logger.getLogger(Desk.class);
    private static final Duration PATIENCE_WITH_TOKENS = Duration.ofSeconds(5);

    private final BearerToken token;
    private final ContractInForce contract;
    private final ScimConfig config;
    private final Redactions redactions;
    private final Semaphore largeBodies = new Semaphore(1, true);

    Desk(BearerToken token, ContractInForce contract, ScimConfig config, Redactions redactions) {
        this.token = token;
        this.contract = contract;
        this.config = config;
        this.redactions = redactions;
    }

    /** What is done for a tenant. */
    @FunctionalInterface
    interface Work {
        Response in(String tenant) throws ScimException, IOException;
    }

    /** What is done with a body. */
    @FunctionalInterface
    interface BodyWork {
        Response with(String tenant, ObjectNode body) throws ScimException, IOException;
    }

    /** Does it for the tenant that the caller keeps. */
    Response serve(@Nullable String authorization, Work work) {
        try {
            return work.in(tenant(authorization));
        } catch (ScimException refused) {
            return error(refused.getScimError().getStatus(), refused.getScimError().getScimType(), said(refused.getMessage()));
        } catch (RefusedChange refused) {
            return switch (refused.reason()) {
                case NAME_TAKEN -> error(409, "uniqueness", said(refused.getMessage()));
                case NO_SUCH_MEMBERSHIP -> error(400, BadRequestException.INVALID_VALUE, said(refused.getMessage()));
                case GONE -> error(404, null, said(refused.getMessage()));
            };
        } catch (ProblemException problem) {
            return error(problem);
        } catch (IOException cutOff) {
            return error(400, BadRequestException.INVALID_SYNTAX, "the body ended before its end, or is larger than is taken");
        }
    }

    /** As {@link #serve}, with the body, which is not read before the caller is known to be a provisioner. */
    Response serve(@Nullable String authorization, long length, InputStream body, BodyWork work) {
        return serve(authorization, tenant -> {
            if (length >= 0 && length <= config.smallBody().asLongValue()) {
                return work.with(tenant, ScimJson.object(body));
            }
            waitForTurn();
            try {
                return work.with(tenant, ScimJson.object(body));
            } finally {
                largeBodies.release();
            }
        });
    }

    private void waitForTurn() {
        try {
            if (!largeBodies.tryAcquire(config.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw ProblemException.overloaded("scim", "another large body is being read", Duration.ofSeconds(10), null);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemType.UNAVAILABLE, "the service is about to stop", stop);
        }
    }

    private String tenant(@Nullable String authorization) {
        // The one step that does not block: the token's keys may have to be fetched first.
        var caller = token.caller(authorization).await().atMost(PATIENCE_WITH_TOKENS);
        return switch (caller) {
            case Caller.Service service -> contract.contract().identity().tenantKeptBy(service.name()).orElseThrow(Desk::forbidden);
            case Caller.Person _ -> throw forbidden();
        };
    }

    private static ProblemException forbidden() {
        return new ProblemException(ProblemType.FORBIDDEN, "only services that the contract names as provisioners keep a directory");
    }

    private String said(@Nullable String detail) {
        return redactions.inForce().text(String.valueOf(detail), RedactionPurpose.ANSWER);
    }

    private Response error(ProblemException problem) {
        var type = problem.type();
        if (type.status() >= 500) {
            LOG.errorf(problem, "request failed problem=%s", type.label());
        } else {
            LOG.debugf("request refused problem=%s", type.label());
        }
        var response = Response.fromResponse(error(type.status(), null, said(problem.getMessage())));
        if (type == ProblemType.UNAUTHENTICATED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        problem.retryAfter().ifPresent(pause -> response.header(HttpHeaders.RETRY_AFTER, Math.max(1, pause.toSeconds())));
        return response.build();
    }

    /** A document, as it is. */
    static Response ok(ObjectNode document) {
        return Response.ok(ScimJson.text(document), MEDIA_TYPE).build();
    }

    static Response error(int status, @Nullable String scimType, String detail) {
        var error = ScimJson.empty();
        error.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:Error");
        error.put("status", Integer.toString(status));
        if (scimType != null) {
            error.put("scimType", scimType);
        }
        error.put("detail", detail);
        return Response.status(status).type(MEDIA_TYPE).entity(ScimJson.text(error)).build();
    }
}
