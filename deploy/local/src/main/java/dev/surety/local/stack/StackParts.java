package dev.surety.local.stack;

import dev.surety.local.process.Part;
import dev.surety.local.server.KafkaServer;
import dev.surety.local.server.KeycloakServer;
import dev.surety.local.server.OpenSearchServer;
import dev.surety.local.server.PostgresServer;
import dev.surety.local.state.Checkout;
import dev.surety.local.state.GrantKeys;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All parts of the stack, those that others need first, and what each service is told about the others. */
final class StackParts {

    static final String SMALL_MODEL = "small-model";

    private static final int HEAP_MEGABYTES = 384;
    private static final int RETRIEVAL_HEAP_MEGABYTES = 768;
    /** ONNX runtime, tokenizers, llama.cpp. */
    private static final List<String> NATIVE_LIBRARIES = List.of("--enable-native-access=ALL-UNNAMED");

    private final Site site;
    private final Map<String, String> callers;

    /** @param callers our caller's environment, of which a few settings are passed on */
    StackParts(Site site, Map<String, String> callers) {
        this.site = site;
        this.callers = Map.copyOf(callers);
    }

    /** @param weights what the small model runs on; without weights there is no such part */
    List<Part> all(Optional<Path> weights) throws IOException {
        var parts = new ArrayList<Part>();
        parts.add(new PostgresServer(site));
        parts.add(new KafkaServer(site));
        parts.add(new OpenSearchServer(site));
        parts.add(new KeycloakServer(site));
        weights.ifPresent(file -> parts.add(smallModel(file)));
        parts.add(identityPolicy());
        parts.add(retrieval());
        parts.add(ingestion());
        parts.add(inference("inference", weights));
        if (callers.getOrDefault("SURETY_INFERENCE_REPLICAS", "1").equals("2")) {
            parts.add(inference("inference-2", weights));
        }
        parts.add(evaluation());
        return parts;
    }

    private Part smallModel(Path weights) {
        return new QuarkusService(site, SMALL_MODEL, site.checkout().smallModel(), Set.of(), HEAP_MEGABYTES, NATIVE_LIBRARIES,
                Map.of("SURETY_SMALL_MODEL_GGUF", weights.toString(), "SURETY_SMALL_MODEL_NAME", Weights.MODEL_NAME), List.of());
    }

    private Part identityPolicy() throws IOException {
        Path keys = GrantKeys.of(site.state());
        var environment = common();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka());
        environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", realmUrl());
        callers.forEach((variable, value) -> {
            if (variable.startsWith("SURETY_GRANTS_")) {
                environment.put(variable, value);
            }
        });
        environment.put("SURETY_GRANTS_SIGNING_KEYS", keys.toString());
        environment.put("SURETY_DOCUMENTS_URL", site.url("ingestion"));
        environment.putAll(database("identity"));
        return service("identity-policy", Set.of("postgres", "keycloak", "kafka"), environment, keys);
    }

    private Part retrieval() {
        var environment = common();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka());
        environment.put("SURETY_IDENTITY_URL", site.url("identity-policy"));
        environment.put("SURETY_OPENSEARCH_URL", callers.getOrDefault("SURETY_OPENSEARCH_URL", site.url("opensearch")));
        return new QuarkusService(site, "retrieval", app("retrieval"), Set.of("kafka", "opensearch", "identity-policy"),
                RETRIEVAL_HEAP_MEGABYTES, NATIVE_LIBRARIES, environment, List.of());
    }

    private Part ingestion() {
        var environment = common();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka());
        environment.put("SURETY_IDENTITY_URL", site.url("identity-policy"));
        environment.put("SURETY_OPENSEARCH_URL", site.url("opensearch"));
        environment.put("SURETY_RETRIEVAL_URL", site.url("retrieval"));
        environment.put("SURETY_INGESTION_READABLE_URIS", callers.getOrDefault("SURETY_INGESTION_READABLE_URIS", readableUris()));
        environment.putAll(oidcClient("surety-ingestion"));
        environment.putAll(database("ingestion"));
        return service("ingestion", Set.of("postgres", "kafka", "opensearch", "keycloak", "identity-policy", "retrieval"), environment);
    }

    private Part inference(String name, Optional<Path> weights) {
        var environment = common();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka());
        environment.put("SURETY_IDENTITY_URL", callers.getOrDefault("SURETY_IDENTITY_URL", site.url("identity-policy")));
        environment.put("SURETY_RETRIEVAL_URL", callers.getOrDefault("SURETY_RETRIEVAL_URL", site.url("retrieval")));
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", new PostgresServer(site).databases().reactiveUrl("surety"));
        environment.putAll(database("inference"));
        // How the small and the large tier, and tools, are reached is the caller's to say; the rest of this environment is not.
        callers.forEach((variable, value) -> {
            if (variable.startsWith("SURETY_TIERS_") || variable.startsWith("SURETY_TOOLS_")) {
                environment.put(variable, value);
            }
        });
        weights.ifPresent(file -> environment.putIfAbsent("SURETY_TIERS_SMALL_BASE_URL", site.url(SMALL_MODEL) + "/v1"));
        return new QuarkusService(site, name, app("inference"), Set.of("postgres", "kafka", "identity-policy"),
                HEAP_MEGABYTES, List.of(), environment, List.of());
    }

    private Part evaluation() {
        var environment = common();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka());
        environment.put("SURETY_IDENTITY_URL", site.url("identity-policy"));
        environment.put("SURETY_INFERENCE_URL", site.url("inference"));
        environment.put("SURETY_RETRIEVAL_URL", site.url("retrieval"));
        environment.put("SURETY_OPENSEARCH_URL", site.url("opensearch"));
        environment.put("SURETY_SUITES_DIR", site.checkout().suites(callers).toString());
        environment.put("SURETY_PERSONAS_PASSWORD", site.secrets().demoPassword());
        environment.put("SURETY_EVALUATION_PROBE_CLIENT_SECRET", site.secrets().clientSecret("surety-probe"));
        environment.put("SURETY_EVALUATION_PROBE_INDEXES", "kestrel");
        callers.forEach((variable, value) -> {
            if (variable.startsWith("SURETY_EVALUATION_PROBE_")) {
                environment.put(variable, value);
            }
        });
        environment.putAll(oidcClient("surety-evaluation"));
        environment.putAll(database("evaluation"));
        return service("evaluation", Set.of("postgres", "kafka", "opensearch", "keycloak", "identity-policy"), environment);
    }

    private Part service(String name, Set<String> needs, Map<String, String> environment, Path... inputs) {
        return new QuarkusService(site, name, app(name), needs, HEAP_MEGABYTES, List.of(), environment, List.of(inputs));
    }

    /** What was built, unless the caller has another build of it. */
    private Path app(String service) {
        String others = callers.getOrDefault("SURETY_APPS", "");
        Path other = Path.of(others, service).toAbsolutePath();
        return !others.isBlank() && Files.isDirectory(other) ? other : site.checkout().service(service);
    }

    private Map<String, String> common() {
        var environment = new LinkedHashMap<String, String>();
        environment.put("SURETY_CONTRACT", site.state().contract().toString());
        callers.forEach((name, value) -> {
            if (name.startsWith("QUARKUS_OTEL_") || name.startsWith("SURETY_SLO_")) {
                environment.put(name, value);
            }
        });
        return environment;
    }

    private Map<String, String> oidcClient(String client) {
        return Map.of(
                "SURETY_OIDC_URL", realmUrl(),
                "SURETY_OIDC_CLIENT_ID", client,
                "SURETY_OIDC_CLIENT_SECRET", site.secrets().clientSecret(client));
    }

    private Map<String, String> database(String role) {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", new PostgresServer(site).databases().jdbcUrl("surety"),
                "QUARKUS_DATASOURCE_USERNAME", role,
                "QUARKUS_DATASOURCE_PASSWORD", site.secrets().postgresPassword());
    }

    private String kafka() {
        return new KafkaServer(site).url();
    }

    private String realmUrl() {
        return site.url("keycloak") + "/realms/surety";
    }

    private String readableUris() {
        Checkout checkout = site.checkout();
        return checkout.root().resolve("eval/corpora").toUri().toString();
    }
}
