package dev.surety.local.opensearch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/**
 * One OpenSearch node with the k-NN plugin, until SIGTERM. The runner's own {@code main} picks another port when ours is busy and
 * swallows what went wrong; this one keeps the port and lets the error reach the log.
 */
final class OpenSearchServer {

    private OpenSearchServer() {}

    /** @param arguments home folder, HTTP port, transport port */
    public static void main(String[] arguments) throws InterruptedException {
        Path home = Path.of(arguments[0]);
        String httpPort = arguments[1];
        String transportPort = arguments[2];

        var runner = new OpenSearchRunner();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(runner), "close-opensearch"));
        runner.onBuild((number, settings) -> {
            settings.put("network.host", "127.0.0.1");
            settings.put("http.port", httpPort);
            settings.put("transport.port", transportPort);
            settings.put("discovery.type", "single-node");
            settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
            settings.put("node.name", "surety");
        });
        // The port is ours to choose: no search for a free one.
        runner.setMaxHttpPort(-1);
        try {
            runner.build(OpenSearchRunner.newConfigs()
                    .basePath(home.toString())
                    .clusterName("surety")
                    .numOfNode(1)
                    .pluginTypes("org.opensearch.knn.plugin.KNNPlugin"));
        } catch (RuntimeException failure) {
            // A half-built node keeps threads that would keep the process; the stack must see it end.
            failure.printStackTrace();
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }

    private static void close(OpenSearchRunner runner) {
        try {
            runner.close();
        } catch (IOException failure) {
            System.err.println("OpenSearch did not close cleanly: " + failure.getMessage());
        }
    }
}
