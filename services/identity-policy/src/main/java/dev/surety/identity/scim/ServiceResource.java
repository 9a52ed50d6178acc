package dev.surety.identity.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.types.AuthenticationScheme;
import com.unboundid.scim2.common.types.BulkConfig;
import com.unboundid.scim2.common.types.ChangePasswordConfig;
import com.unboundid.scim2.common.types.ETagConfig;
import com.unboundid.scim2.common.types.FilterConfig;
import com.unboundid.scim2.common.types.PatchConfig;
import com.unboundid.scim2.common.types.ResourceTypeResource;
import com.unboundid.scim2.common.types.ServiceProviderConfigResource;
import com.unboundid.scim2.common.types.SortConfig;
import com.unboundid.scim2.common.utils.JsonUtils;
import com.unboundid.scim2.common.utils.SchemaUtils;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.beans.IntrospectionException;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;

/** What can be done at this directory; open to everybody, as there is nothing in it of anybody. */
@Path("scim/v2")
@Produces({Desk.MEDIA_TYPE, MediaType.APPLICATION_JSON})
class ServiceResource {

    private final ScimConfig config;
    private final List<ObjectNode> schemas;

    ServiceResource(ScimConfig config) throws IntrospectionException {
        this.config = config;
        this.schemas = List.of(
                schema(com.unboundid.scim2.common.types.UserResource.class),
                schema(com.unboundid.scim2.common.types.GroupResource.class),
                schema(SuretyUser.class));
    }

    @GET
    @Path("ServiceProviderConfig")
    public Response serviceProviderConfig() {
        return Desk.ok(node(new ServiceProviderConfigResource(
                null,
                new PatchConfig(true),
                new BulkConfig(false, 0, 0),
                new FilterConfig(true, config.page()),
                new ChangePasswordConfig(false),
                new SortConfig(false),
                new ETagConfig(false),
                List.of(AuthenticationScheme.createOAuth2BearerToken(true)))));
    }

    @GET
    @Path("ResourceTypes")
    public Response resourceTypes() {
        return Desk.ok(list(types()));
    }

    @GET
    @Path("ResourceTypes/{id}")
    public Response resourceType(@PathParam("id") String id) {
        return one(types(), type -> type.path("name").asText().equals(id));
    }

    @GET
    @Path("Schemas")
    public Response schemas() {
        return Desk.ok(list(schemas));
    }

    @GET
    @Path("Schemas/{id}")
    public Response schema(@PathParam("id") String id) {
        return one(schemas, schema -> schema.path("id").asText().equals(id));
    }

    private static List<ObjectNode> types() {
        var extension = new ResourceTypeResource.SchemaExtension(URI.create(SuretyUser.SCHEMA), false);
        return List.of(
                node(new ResourceTypeResource("User", "User", "Somebody", URI.create("/Users"), URI.create(Users.SCHEMA), List.of(extension))),
                node(new ResourceTypeResource("Group", "Group", "People and groups", URI.create("/Groups"), URI.create(Groups.SCHEMA), List.of())));
    }

    private static Response one(List<ObjectNode> all, Predicate<ObjectNode> wanted) {
        return all.stream().filter(wanted).findFirst().map(Desk::ok).orElseGet(() -> Desk.error(404, null, "there is no such thing"));
    }

    private static ObjectNode list(List<ObjectNode> all) {
        var list = ScimJson.empty();
        list.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:ListResponse");
        list.put("totalResults", all.size());
        list.put("startIndex", 1);
        list.put("itemsPerPage", all.size());
        list.putArray("Resources").addAll(all);
        return list;
    }

    private static ObjectNode schema(Class<?> type) throws IntrospectionException {
        return node(SchemaUtils.getSchema(type));
    }

    private static ObjectNode node(Object resource) {
        return JsonUtils.valueToNode(resource);
    }
}
