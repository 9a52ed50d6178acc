package dev.surety.inference.tool;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.Contract;
import dev.surety.contract.Contract.HttpCall;
import dev.surety.contract.Contract.McpCall;
import dev.surety.contract.Contract.SearchCall;
import dev.surety.contract.Contract.ToolHeader;
import dev.surety.tool.UrlTemplate;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Where tools are, as this process is configured. A secret leaves it in one header of one request to the place that the contract names with it. */
@ApplicationScoped
class Callee {

    private static final Logger LOG = Logger.getLogger(Callee.class);
    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]+");

    private final ToolConfig config;

    /** @throws IllegalArgumentException when an endpoint is no address, or a secret no value of a header; the message does not show the secret */
    Callee(ToolConfig config) {
        config.endpoints().forEach(Callee::checkEndpoint);
        config.secrets().forEach((name, value) -> {
            if (!PRINTABLE.matcher(value).matches()) {
                throw new IllegalArgumentException("surety.tools.secrets." + name + " is no value of a header: write one line of printable ASCII");
            }
        });
        this.config = config;
    }

    /** Made at start, so that what is wrong with it stops the start. */
    void start(@Observes StartupEvent event) {
        LOG.debugf("tools may be called count=%d", config.endpoints().size());
    }

    private static void checkEndpoint(String name, String value) {
        try {
            var address = new URI(value);
            var http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (http && address.getHost() != null && address.getRawUserInfo() == null && address.getRawQuery() == null && address.getRawFragment() == null
                    && address.equals(address.normalize())) {
                return;
            }
        } catch (URISyntaxException noAddress) {
            // Told below, like every other value that is none.
        }
        throw new IllegalArgumentException("surety.tools.endpoints." + name + " is no address: write http or https, a host, and perhaps a port and a path");
    }

    /** What is missing before a tool can be called here: a configuration key and why; empty when nothing is. */
    Optional<String> missing(Contract.Tool tool) {
        return switch (tool.call()) {
            case HttpCall http -> missing(http.url(), http.headers(), tool);
            case McpCall mcp -> missing(mcp.url(), mcp.headers(), tool);
            case SearchCall search -> Optional.empty();
        };
    }

    private Optional<String> missing(UrlTemplate url, List<ToolHeader> headers, Contract.Tool tool) {
        var endpoint = url.endpoint().flatMap(name -> {
            var value = config.endpoints().get(name);
            if (value == null) {
                return Optional.of("surety.tools.endpoints." + name);
            }
            return tool.outside() && value.startsWith("http:") ? Optional.of("surety.tools.endpoints." + name + " with https") : Optional.empty();
        });
        var secrets = headers.stream()
                .flatMap(header -> Stream.ofNullable(header.secret()))
                .filter(name -> !config.secrets().containsKey(name))
                .map(name -> "surety.tools.secrets." + name);
        return Stream.concat(endpoint.stream(), secrets).findFirst();
    }

    /** Refuses a tool that can't be called here. */
    void check(Contract.Tool tool) {
        missing(tool).ifPresent(key -> {
            throw new ProblemException(ProblemType.UNAVAILABLE, "the tool " + tool.tool() + " is not configured here: it needs " + key);
        });
    }

    /** Of an address that begins with one; empty for one that is written out. */
    String endpoint(UrlTemplate url) {
        return url.endpoint().map(config.endpoints()::get).orElse("");
    }

    String secret(String name) {
        var value = config.secrets().get(name);
        if (value == null) {
            throw new IllegalStateException("a tool without its secret is not called");
        }
        return value;
    }
}
