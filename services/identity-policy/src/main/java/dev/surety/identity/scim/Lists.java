package dev.surety.identity.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.exceptions.ScimException;
import dev.surety.identity.directory.Narrowing;
import dev.surety.identity.directory.Roster;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Pages of a list, filtered or not. */
final class Lists {

    private Lists() {}

    /** Shows rows of the database. */
    @FunctionalInterface
    interface Rows<T> {
        void show(Narrowing narrowing, long skip, Roster.Look<T, ScimException> look) throws ScimException;
    }

    /** A row as a resource. */
    @FunctionalInterface
    interface Document<T> {
        ObjectNode of(T row);
    }

    /** The page that is wanted; without a filter the database skips and counts, with one every row that it can't rule out is looked at. */
    static <T> ObjectNode page(
            Wanted wanted, String nameAttribute, String tenant, ToLongFunction<String> count, Rows<T> rows, Document<T> document) throws ScimException {
        List<ObjectNode> page = new ArrayList<>();
        if (wanted.filter() == null) {
            if (wanted.count() > 0) {
                rows.show(new Narrowing.None(), wanted.startIndex() - 1L, row -> {
                    page.add(wanted.trimmed(document.of(row)));
                    return page.size() < wanted.count();
                });
            }
            return list(page, count.applyAsLong(tenant), wanted);
        }
        var matching = new long[1];
        rows.show(wanted.narrowing(nameAttribute), 0, row -> {
            var resource = document.of(row);
            if (wanted.matches(resource)) {
                matching[0]++;
                if (matching[0] >= wanted.startIndex() && page.size() < wanted.count()) {
                    page.add(wanted.trimmed(resource));
                }
            }
            return true;
        });
        return list(page, matching[0], wanted);
    }

    private static ObjectNode list(List<ObjectNode> page, long total, Wanted wanted) {
        var list = ScimJson.empty();
        list.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:ListResponse");
        list.put("totalResults", total);
        list.put("startIndex", wanted.startIndex());
        list.put("itemsPerPage", page.size());
        list.putArray("Resources").addAll(page);
        return list;
    }
}
