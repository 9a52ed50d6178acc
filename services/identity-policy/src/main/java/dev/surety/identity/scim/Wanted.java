package dev.surety.identity.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.exceptions.BadRequestException;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.utils.FilterEvaluator;
import dev.surety.identity.directory.Narrowing;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which entries, which page of them, and which of their attributes a request wants.
 *
 * @param filter     null: all entries
 * @param startIndex of the page, from 1
 * @param count      of the page, at least 0
 * @param only       attributes that are wanted, in lower case; empty: all but those left out
 * @param without    attributes that are left out, in lower case
 */
record Wanted(@Nullable Filter filter, int startIndex, int count, Set<String> only, Set<String> without) {

    private static final Set<String> ALWAYS = Set.of("id", "schemas");

    /** @throws BadRequestException when the filter, or a number, can't be read */
    static Wanted of(
            @Nullable String filter, @Nullable String startIndex, @Nullable String count, @Nullable String attributes, @Nullable String excluded, int page)
            throws BadRequestException {
        return new Wanted(
                filter == null || filter.isBlank() ? null : Filter.fromString(Written.bounded(filter, "filter")),
                Math.max(1, number(startIndex, "startIndex", 1)),
                Math.min(page, Math.max(0, number(count, "count", page))),
                names(attributes),
                names(excluded));
    }

    /** Whether the members of a group have to be read at all. */
    boolean membersToo() {
        return isWanted(Groups.MEMBERS) || (filter != null && mentionsMembers(filter));
    }

    boolean matches(ObjectNode resource) throws ScimException {
        return filter == null || FilterEvaluator.evaluate(filter, resource);
    }

    /**
     * What the database can narrow the entries to, so that not all have to be looked at.
     *
     * @param nameAttribute the attribute by which entries are told apart
     */
    Narrowing narrowing(String nameAttribute) {
        return filter == null ? new Narrowing.None() : conjuncts(filter).flatMap(part -> narrowing(part, nameAttribute).stream()).findFirst().orElse(new Narrowing.None());
    }

    /** Leaves only what is wanted; changes the resource. */
    ObjectNode trimmed(ObjectNode resource) {
        resource.remove(resource.propertyStream().map(Map.Entry::getKey).filter(name -> !isWanted(name)).toList());
        for (var parent : subAttributes(only).entrySet()) {
            keep(resource.path(parent.getKey()), parent.getValue(), only.contains(parent.getKey()));
        }
        subAttributes(without).forEach((parent, children) -> drop(resource.path(parent), children));
        return resource;
    }

    private boolean isWanted(String attribute) {
        var name = attribute.toLowerCase(Locale.ROOT);
        if (ALWAYS.contains(name)) {
            return true;
        }
        return only.isEmpty()
                ? !without.contains(name)
                : only.stream().anyMatch(wanted -> wanted.equals(name) || wanted.startsWith(name + ".") || wanted.startsWith(name + ":"));
    }

    /** {@code name.givenName}, and {@code urn:…:User:clearance}, by what stands before the last separator. */
    private static Map<String, Set<String>> subAttributes(Set<String> names) {
        return names.stream()
                .filter(name -> cut(name) > 0)
                .collect(Collectors.groupingBy(name -> name.substring(0, cut(name)), TreeMap::new, Collectors.mapping(name -> name.substring(cut(name) + 1), Collectors.toSet())));
    }

    private static int cut(String name) {
        return name.startsWith("urn:") ? name.lastIndexOf(':') : name.indexOf('.');
    }

    private static void keep(JsonNode parent, Set<String> children, boolean all) {
        if (all) {
            return;
        }
        for (var object : parent.isArray() ? parent : List.of(parent)) {
            if (object instanceof ObjectNode fields) {
                fields.retain(fields.propertyStream().map(Map.Entry::getKey).filter(name -> children.contains(name.toLowerCase(Locale.ROOT))).toList());
            }
        }
    }

    private static void drop(JsonNode parent, Set<String> children) {
        for (var object : parent.isArray() ? parent : List.of(parent)) {
            if (object instanceof ObjectNode fields) {
                fields.remove(fields.propertyStream().map(Map.Entry::getKey).filter(name -> children.contains(name.toLowerCase(Locale.ROOT))).toList());
            }
        }
    }

    private static Stream<Filter> conjuncts(Filter filter) {
        return switch (filter.getFilterType()) {
            case AND -> filter.getCombinedFilters().stream().flatMap(Wanted::conjuncts);
            default -> Stream.of(filter);
        };
    }

    private static Optional<Narrowing> narrowing(Filter filter, String nameAttribute) {
        return switch (filter.getFilterType()) {
            case EQUAL -> byEquality(filter.getAttributePath().toString(), filter.getComparisonValue(), nameAttribute);
            case COMPLEX_VALUE -> filter.getAttributePath().toString().equalsIgnoreCase(Groups.MEMBERS)
                    ? conjuncts(filter.getValueFilter())
                            .filter(part -> part.isComparisonFilter() && part.getAttributePath().toString().equalsIgnoreCase("value"))
                            .flatMap(part -> byEquality("members.value", part.getComparisonValue(), nameAttribute).stream())
                            .findFirst()
                    : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Narrowing> byEquality(String attribute, JsonNode value, String nameAttribute) {
        if (!value.isTextual()) {
            return Optional.empty();
        }
        if (attribute.equalsIgnoreCase(nameAttribute)) {
            return Optional.of(new Narrowing.Named(value.textValue()));
        }
        return switch (attribute.toLowerCase(Locale.ROOT)) {
            case "externalid" -> Optional.of(new Narrowing.External(value.textValue()));
            case "id" -> Written.id(value.textValue()).map(Narrowing.Id::new);
            case "members.value", "members" -> Written.id(value.textValue()).map(Narrowing.Holding::new);
            default -> Optional.empty();
        };
    }

    private static boolean mentionsMembers(Filter filter) {
        return filter.toString().toLowerCase(Locale.ROOT).contains(Groups.MEMBERS);
    }

    private static int number(@Nullable String text, String parameter, int otherwise) throws BadRequestException {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        if (!text.strip().matches("-?\\d{1,9}")) {
            throw BadRequestException.invalidValue(parameter + ": is no whole number");
        }
        return Integer.parseInt(text.strip());
    }

    private static Set<String> names(@Nullable String list) throws BadRequestException {
        return list == null
                ? Set.of()
                : Stream.of(Written.bounded(list, "attributes").split(","))
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .map(Wanted::withoutCore)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static String withoutCore(String name) {
        for (var schema : List.of(Users.SCHEMA, Groups.SCHEMA)) {
            var prefix = schema.toLowerCase(Locale.ROOT) + ":";
            if (name.startsWith(prefix)) {
                return name.substring(prefix.length());
            }
        }
        return name;
    }
}
