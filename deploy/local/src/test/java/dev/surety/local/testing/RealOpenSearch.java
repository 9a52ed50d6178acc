package dev.surety.local.testing;

import dev.surety.local.server.OpenSearchServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A real OpenSearch with k-NN, empty when the JVM begins. Sets {@code surety.opensearch.url}. */
public final class RealOpenSearch implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return RealServers.config(Map.of("surety.opensearch.url", url()));
    }

    @Override
    public void stop() {
        // Shared by all test classes; ends with the JVM.
    }

    /** Starts OpenSearch when it doesn't run yet. */
    public static String url() {
        var openSearch = new OpenSearchServer(RealServers.site());
        RealServers.ensure(openSearch, RealServers.site());
        return openSearch.url();
    }
}
