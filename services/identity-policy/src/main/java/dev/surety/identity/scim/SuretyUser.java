package dev.surety.identity.scim;

import com.unboundid.scim2.common.annotations.Attribute;
import com.unboundid.scim2.common.annotations.Schema;
import com.unboundid.scim2.common.types.AttributeDefinition;

/** What Surety wants to know about a user beyond the standard; the SDK reads the schema from here. */
@Schema(id = SuretyUser.SCHEMA, name = "SuretyUser", description = "What Surety wants to know about a user beyond the standard")
public final class SuretyUser {

    /** Name of the extension. */
    static final String SCHEMA = "urn:ietf:params:scim:schemas:extension:surety:2.0:User";

    @Attribute(
            description = "Documents of a higher clearance stay hidden from the user; a whole number of at least 0",
            isRequired = false,
            mutability = AttributeDefinition.Mutability.READ_WRITE,
            returned = AttributeDefinition.Returned.DEFAULT)
    private Integer clearance;

    /** At least 0. */
    public Integer getClearance() {
        return clearance;
    }

    public void setClearance(Integer clearance) {
        this.clearance = clearance;
    }
}
