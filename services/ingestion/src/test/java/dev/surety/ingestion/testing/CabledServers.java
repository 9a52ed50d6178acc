package dev.surety.ingestion.testing;

import dev.surety.local.testing.RealKafka;
import dev.surety.local.testing.RealOpenSearch;
import dev.surety.local.testing.RealPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Real PostgreSQL and OpenSearch behind cables, and a real Kafka. */
public final class CabledServers implements QuarkusTestResourceLifecycleManager {

    public static final String POSTGRES = "postgres";
    public static final String OPENSEARCH = "opensearch";

    private static final Pattern JDBC_PORT = Pattern.compile(":(\\d+)/");
    private static final String JDBC_URL = "quarkus.datasource.jdbc.url";

    @Override
    public Map<String, String> start() {
        var config = new HashMap<String, String>();
        var postgres = new RealPostgres();
        postgres.init(Map.of("schema", "ingestion"));
        config.putAll(postgres.start());
        config.putAll(new RealKafka().start());
        var jdbc = JDBC_PORT.matcher(config.get(JDBC_URL));
        jdbc.find();
        config.put(JDBC_URL, jdbc.replaceFirst(":" + new Cable(POSTGRES, Integer.parseInt(jdbc.group(1))).port() + "/"));
        var openSearch = URI.create(RealOpenSearch.url());
        config.put("surety.opensearch.url", "http://127.0.0.1:" + new Cable(OPENSEARCH, openSearch.getPort()).port());
        config.put("surety.testing.opensearch.url", openSearch.toString());
        return config;
    }

    @Override
    public void stop() {
        // The servers are shared by all test classes and end with the JVM.
    }
}
