package dev.surety.identity.scim;

import com.unboundid.scim2.common.types.AttributeDefinition;
import com.unboundid.scim2.common.types.AuthenticationScheme;
import com.unboundid.scim2.common.types.BulkConfig;
import com.unboundid.scim2.common.types.ChangePasswordConfig;
import com.unboundid.scim2.common.types.ETagConfig;
import com.unboundid.scim2.common.types.FilterConfig;
import com.unboundid.scim2.common.types.GroupResource;
import com.unboundid.scim2.common.types.Meta;
import com.unboundid.scim2.common.types.PatchConfig;
import com.unboundid.scim2.common.types.ResourceTypeResource;
import com.unboundid.scim2.common.types.SchemaResource;
import com.unboundid.scim2.common.types.ServiceProviderConfigResource;
import com.unboundid.scim2.common.types.SortConfig;
import com.unboundid.scim2.common.types.UserResource;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The SDK's types that are written as JSON, or read by reflection for their schemas. */
@RegisterForReflection(
        targets = {
            AttributeDefinition.class,
            AuthenticationScheme.class,
            BulkConfig.class,
            ChangePasswordConfig.class,
            ETagConfig.class,
            FilterConfig.class,
            GroupResource.class,
            Meta.class,
            PatchConfig.class,
            ResourceTypeResource.class,
            ResourceTypeResource.SchemaExtension.class,
            SchemaResource.class,
            ServiceProviderConfigResource.class,
            SortConfig.class,
            SuretyUser.class,
            UserResource.class
        },
        registerFullHierarchy = true)
final class ScimTypes {

    private ScimTypes() {}
}
