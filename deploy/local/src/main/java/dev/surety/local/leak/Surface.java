package dev.surety.local.leak;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.local.leak.stack.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every operation that the services offer: aimed at by a way, or unable to carry a document, with the reason. One that is neither makes the gate fail: a new
 * way out needs somebody to think about it.
 */
final class Surface {

    static final List<String> SERVICES = List.of("identity-policy", "retrieval", "ingestion", "inference", "evaluation");

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete", "head", "options");

    private static final List<String> SCIM = List.of(
            "get /scim/v2/Users", "post /scim/v2/Users", "get /scim/v2/Users/{id}", "put /scim/v2/Users/{id}", "patch /scim/v2/Users/{id}",
            "delete /scim/v2/Users/{id}", "get /scim/v2/Groups", "post /scim/v2/Groups", "get /scim/v2/Groups/{id}", "put /scim/v2/Groups/{id}",
            "patch /scim/v2/Groups/{id}", "delete /scim/v2/Groups/{id}", "get /scim/v2/ResourceTypes", "get /scim/v2/ResourceTypes/{id}",
            "get /scim/v2/Schemas", "get /scim/v2/Schemas/{id}", "get /scim/v2/ServiceProviderConfig");

    /** By service, method and path; what a way is named, or why there is none. */
    static final Map<String, Covered> OPERATIONS = operations();

    private Surface() {}

    /** How an operation is dealt with. */
    sealed interface Covered {

        /** Aimed at. */
        record By(List<String> ways) implements Covered {}

        /** Can't carry a document. */
        record Not(String because) implements Covered {}
    }

    private static Map<String, Covered> operations() {
        var all = new TreeMap<String, Covered>();
        all.put("retrieval post /v1/searches", by("lexical", "lexical-in-indexes", "vector", "hybrid", "counts", "errors", "after-revocation", "foreign-grant"));
        all.put("retrieval post /v1/visibilities", by("visibilities", "foreign-grant"));
        all.put("retrieval post /v1/embeddings", not("numbers made of the text that the caller sends; no index is read"));
        all.put("retrieval post /v1/rerank", not("numbers made of the texts that the caller sends; no index is read"));
        all.put("inference post /v1/answers", by("answer", "sources-only", "stream", "exact-cache", "after-revocation", "errors"));
        all.put("inference post /v1/tools/{tool}/calls", by("tool-search"));
        all.put("inference get /v1/tools", not("what the contract says about the tools that the caller may call"));
        all.put("inference post /v1/tools/{tool}/calls/{id}/confirmation", not("what another system returns to a call that writes; a search reads, and is never confirmed"));
        all.put("inference get /v1/budgets", not("sums of money"));
        all.put("inference get /v1/degradation", not("modes of the contract"));
        all.put("ingestion get /v1/documents/{documentId}", by("document", "errors", "foreign-grant"));
        all.put("ingestion get /v1/indexes/{name}/health", by("index-pages"));
        all.put("ingestion get /v1/indexes/{name}/releases", by("index-pages"));
        all.put("ingestion post /v1/indexes/{name}/releases/{release}/promote", not("a release's name, number of documents and time, for release managers"));
        all.put("evaluation get /v1/answer-records", by("answer-records"));
        all.put("evaluation get /v1/answer-records/{requestId}", by("answer-records", "after-revocation"));
        all.put("evaluation post /v1/eval-runs", by("evaluation-reports"));
        all.put("evaluation get /v1/eval-runs/{id}", by("evaluation-reports"));
        all.put("evaluation get /v1/slo", by("evaluation-reports"));
        all.put("evaluation get /v1/readiness", by("evaluation-reports"));
        all.put("identity-policy post /v1/decisions", by("decisions"));
        all.put("ingestion get /v1/document-accesses", by("decisions"));
        all.put("evaluation get /v1/decisions", by("decision-records"));
        all.put("evaluation post /v1/policy-dry-runs", by("decisions"));
        all.put("identity-policy post /v1/grants", not("the caller's own tags"));
        all.put("identity-policy get /v1/tag-sets/{digest}", not("tags of a grant, for whoever holds the grant"));
        all.put("identity-policy post /v1/redactions", not("the text that the caller sends"));
        all.put("identity-policy get /v1/tenants/{tenant}/known-names", not("digests of the names of a grant's own tenant"));
        all.put("identity-policy get /.well-known/jwks.json", not("public keys"));
        SCIM.forEach(operation -> all.put("identity-policy " + operation, not("people and groups of a provisioner's own tenant, for provisioners")));
        SERVICES.forEach(service -> all.put(service + " get /v1/contract", not("the version of the contract")));
        return Map.copyOf(all);
    }

    /** What the services offer and nobody has thought about, and what is listed here and gone; both are defects. */
    static List<String> gaps(Line line) throws IOException, InterruptedException {
        var offered = new ArrayList<String>();
        for (var service : SERVICES) {
            var reply = line.get(service, "/q/openapi?format=json", Map.of("Accept", "application/json"));
            if (reply.status() != 200) {
                throw new IOException(service + " does not describe its interface (status " + reply.status() + ")");
            }
            offered.addAll(operations(service, reply.json()));
        }
        return gaps(offered);
    }

    static List<String> gaps(List<String> offered) {
        var gaps = new ArrayList<String>();
        offered.stream().filter(operation -> !OPERATIONS.containsKey(operation))
                .forEach(operation -> gaps.add(operation + " is neither aimed at nor known to carry no document"));
        OPERATIONS.keySet().stream().sorted().filter(operation -> !offered.contains(operation))
                .forEach(operation -> gaps.add(operation + " is listed and does not exist"));
        return gaps;
    }

    /** The operations of an OpenAPI document. */
    static List<String> operations(String service, JsonNode openApi) {
        var operations = new ArrayList<String>();
        openApi.path("paths").properties().forEach(path -> path.getValue().fieldNames().forEachRemaining(member -> {
            if (METHODS.contains(member)) {
                operations.add(service + " " + member + " " + path.getKey());
            }
        }));
        return operations;
    }

    private static Covered by(String... ways) {
        return new Covered.By(List.of(ways));
    }

    private static Covered not(String because) {
        return new Covered.Not(because);
    }
}
