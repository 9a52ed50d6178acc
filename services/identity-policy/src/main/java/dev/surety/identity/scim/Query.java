package dev.surety.identity.scim;

import com.unboundid.scim2.common.exceptions.BadRequestException;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** The parameters that SCIM gives a meaning to. */
final class Query {

    private Query() {}

    static Wanted wanted(UriInfo uri, int page) throws BadRequestException {
        return Wanted.of(
                first(uri, "filter"), first(uri, "startIndex"), first(uri, "count"), first(uri, "attributes"), first(uri, "excludedAttributes"), page);
    }

    private static @Nullable String first(UriInfo uri, String parameter) {
        return uri.getQueryParameters().getFirst(parameter);
    }
}
