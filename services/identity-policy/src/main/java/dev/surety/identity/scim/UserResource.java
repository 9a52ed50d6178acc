package dev.surety.identity.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.exceptions.ResourceNotFoundException;
import com.unboundid.scim2.common.exceptions.ScimException;
import dev.surety.identity.directory.Person;
import dev.surety.identity.directory.Roster;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People of the caller's tenant. Another tenant's do not exist. */
@Path(Users.PATH)
@Consumes({Desk.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Produces({Desk.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@RunOnVirtualThread
class UserResource {

    private final Desk desk;
    private final Roster roster;
    private final ScimConfig config;

    UserResource(Desk desk, Roster roster, ScimConfig config) {
        this.desk = desk;
        this.roster = roster;
        this.config = config;
    }

    @GET
    public Response list(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @Context UriInfo uri) {
        return desk.serve(authorization, tenant -> {
            var wanted = Query.wanted(uri, config.page());
            return Desk.ok(Lists.<Person>page(
                    wanted, "userName", tenant, roster::countPeople, (narrowing, skip, look) -> roster.people(tenant, narrowing, skip, look),
                    person -> Users.document(person, uri.getBaseUri())));
        });
    }

    @GET
    @Path("{id}")
    public Response get(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @PathParam("id") String id, @Context UriInfo uri) {
        return desk.serve(authorization, tenant -> {
            var person = Written.id(id).flatMap(known -> roster.person(tenant, known)).orElseThrow(() -> gone());
            return Desk.ok(Query.wanted(uri, config.page()).trimmed(Users.document(person, uri.getBaseUri())));
        });
    }

    @POST
    public Response create(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @DefaultValue("-1") long length,
            @Context UriInfo uri,
            InputStream body) {
        return desk.serve(authorization, length, body, (tenant, user) -> {
            var person = roster.<Person, ScimException>change(tenant, change -> {
                var fresh = Users.person(UUID.randomUUID(), user, change.now(), change.now());
                change.add(fresh);
                return fresh;
            });
            var document = Users.document(person, uri.getBaseUri());
            return Response.fromResponse(Desk.ok(document)).status(Response.Status.CREATED).header(HttpHeaders.LOCATION, document.at("/meta/location").asText()).build();
        });
    }

    @PUT
    @Path("{id}")
    public Response replace(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @DefaultValue("-1") long length,
            @PathParam("id") String id,
            @Context UriInfo uri,
            InputStream body) {
        return desk.serve(authorization, length, body, (tenant, user) -> changed(tenant, id, uri, before -> user));
    }

    @PATCH
    @Path("{id}")
    public Response patch(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @DefaultValue("-1") long length,
            @PathParam("id") String id,
            @Context UriInfo uri,
            InputStream body) {
        return desk.serve(authorization, length, body, (tenant, written) -> {
            var patch = Patch.of(written);
            return changed(tenant, id, uri, before -> {
                for (var operation : patch.operations()) {
                    operation.apply(before);
                }
                return before;
            });
        });
    }

    @DELETE
    @Path("{id}")
    public Response delete(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @PathParam("id") String id) {
        return desk.serve(authorization, tenant -> {
            var known = Written.id(id).orElseThrow(() -> gone());
            roster.<Boolean, ScimException>change(tenant, change -> {
                change.removePerson(known);
                return true;
            });
            return Response.noContent().build();
        });
    }

    /** Makes a document of another. */
    @FunctionalInterface
    private interface Edit {
        ObjectNode of(ObjectNode before) throws ScimException;
    }

    private Response changed(String tenant, String id, UriInfo uri, Edit edit) throws ScimException {
        var known = Written.id(id).orElseThrow(() -> gone());
        var person = roster.<Person, ScimException>change(tenant, change -> {
            var before = change.person(known).orElseThrow(() -> gone());
            var after = Users.person(known, edit.of(Users.document(before, uri.getBaseUri())), before.createdAt(), change.now());
            change.put(after);
            return after;
        });
        return Desk.ok(Query.wanted(uri, config.page()).trimmed(Users.document(person, uri.getBaseUri())));
    }

    private static ResourceNotFoundException gone() {
        return new ResourceNotFoundException("there is no user with this id");
    }
}
