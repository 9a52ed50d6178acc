package dev.surety.identity.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.exceptions.ResourceNotFoundException;
import com.unboundid.scim2.common.exceptions.ScimException;
import dev.surety.identity.directory.Group;
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

/** Groups of the caller's tenant. Another tenant's do not exist. */
@Path(Groups.PATH)
@Consumes({Desk.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Produces({Desk.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@RunOnVirtualThread
class GroupResource {

    private final Desk desk;
    private final Roster roster;
    private final ScimConfig config;

    GroupResource(Desk desk, Roster roster, ScimConfig config) {
        this.desk = desk;
        this.roster = roster;
        this.config = config;
    }

    @GET
    public Response list(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @Context UriInfo uri) {
        return desk.serve(authorization, tenant -> {
            var wanted = Query.wanted(uri, config.page());
            return Desk.ok(Lists.<Group>page(
                    wanted, "displayName", tenant, roster::countGroups, (narrowing, skip, look) -> roster.groups(tenant, narrowing, skip, look),
                    group -> document(group, wanted, uri)));
        });
    }

    @GET
    @Path("{id}")
    public Response get(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @PathParam("id") String id, @Context UriInfo uri) {
        return desk.serve(authorization, tenant -> {
            var group = Written.id(id).flatMap(known -> roster.group(tenant, known)).orElseThrow(() -> gone());
            return shown(group, uri);
        });
    }

    @POST
    public Response create(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @DefaultValue("-1") long length,
            @Context UriInfo uri,
            InputStream body) {
        return desk.serve(authorization, length, body, (tenant, written) -> {
            var members = Groups.members(written.path(Groups.MEMBERS));
            var group = roster.<Group, ScimException>change(tenant, change -> {
                var fresh = Groups.group(UUID.randomUUID(), written, change.now(), change.now());
                change.add(fresh);
                change.addMembers(fresh.id(), members);
                return fresh;
            });
            return Response.fromResponse(shown(group, uri))
                    .status(Response.Status.CREATED)
                    .header(HttpHeaders.LOCATION, Groups.document(group, uri.getBaseUri()).at("/meta/location").asText())
                    .build();
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
        return desk.serve(authorization, length, body, (tenant, written) -> {
            var known = Written.id(id).orElseThrow(() -> gone());
            var members = Groups.members(written.path(Groups.MEMBERS));
            var group = roster.<Group, ScimException>change(tenant, change -> {
                var before = change.group(known).orElseThrow(() -> gone());
                var after = Groups.group(known, written, before.createdAt(), change.now());
                change.put(after);
                change.replaceMembers(known, members);
                return after;
            });
            return shown(group, uri);
        });
    }

    /** Answers without a body: a group may have more members than anybody wants to read after each change. */
    @PATCH
    @Path("{id}")
    public Response patch(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @DefaultValue("-1") long length,
            @PathParam("id") String id,
            @Context UriInfo uri,
            InputStream body) {
        return desk.serve(authorization, length, body, (tenant, written) -> {
            var known = Written.id(id).orElseThrow(() -> gone());
            var patch = Patch.of(written);
            roster.<Boolean, ScimException>change(tenant, change -> {
                var before = change.group(known).orElseThrow(() -> gone());
                var document = Groups.document(before, uri.getBaseUri());
                new MemberPatch(change, known).apply(patch, document);
                change.put(Groups.group(known, document, before.createdAt(), change.now()));
                return true;
            });
            return Response.noContent().build();
        });
    }

    @DELETE
    @Path("{id}")
    public Response delete(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @PathParam("id") String id) {
        return desk.serve(authorization, tenant -> {
            var known = Written.id(id).orElseThrow(() -> gone());
            roster.<Boolean, ScimException>change(tenant, change -> {
                change.removeGroup(known);
                return true;
            });
            return Response.noContent().build();
        });
    }

    private Response shown(Group group, UriInfo uri) throws ScimException {
        var wanted = Query.wanted(uri, config.page());
        return Desk.ok(wanted.trimmed(document(group, wanted, uri)));
    }

    private ObjectNode document(Group group, Wanted wanted, UriInfo uri) {
        var document = Groups.document(group, uri.getBaseUri());
        return wanted.membersToo() ? Groups.withMembers(document, roster.members(group.id()), uri.getBaseUri()) : document;
    }

    private static ResourceNotFoundException gone() {
        return new ResourceNotFoundException("there is no group with this id");
    }
}
