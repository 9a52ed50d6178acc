package dev.surety.local.contract;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.surety.contract.ContractFile;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The stack's copy of the contract, which all services follow. */
public final class ContractInPlace {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration ONE_CALL = Duration.ofSeconds(2);
    private static final long LOOK_EVERY_MS = 200;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Site site;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(ONE_CALL).build();

    public ContractInPlace(Site site) {
        this.site = site;
    }

    /** The contract's file as the caller names it: {@code CONTRACT}, or {@code SURETY_CONTRACT}, or the checkout's own. */
    public static Path named(Site site, Map<String, String> environment) {
        for (var variable : List.of("CONTRACT", "SURETY_CONTRACT")) {
            var named = environment.getOrDefault(variable, "");
            if (!named.isBlank()) {
                return Path.of(named).toAbsolutePath();
            }
        }
        return site.checkout().contract();
    }

    /**
     * Checks a contract and puts it where the services look, in one step: nobody reads half of it.
     *
     * @throws dev.surety.contract.RejectedContract when it does not add up; the one in place stays
     */
    public ContractFile put(Path contract) throws IOException {
        var file = ContractFile.read(contract);
        var place = site.state().contract();
        var next = place.resolveSibling(place.getFileName() + ".next");
        Files.copy(contract, next, StandardCopyOption.REPLACE_EXISTING);
        Files.move(next, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return file;
    }

    /**
     * Waits until each of these services obeys a version.
     *
     * @param services names of parts that run
     * @throws IOException naming those that do not, after {@code 20 s}
     */
    public void awaitInForce(String version, List<String> services) throws IOException, InterruptedException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        var waiting = services;
        while (!waiting.isEmpty()) {
            waiting = waiting.stream().filter(service -> !version.equals(versionOf(service))).toList();
            if (!waiting.isEmpty() && System.nanoTime() > until) {
                throw new IOException("after " + PATIENCE.toSeconds() + " s these do not obey contract " + version + ": "
                        + String.join(" ", waiting) + "; is the stack up? (make up) Their logs: " + site.state().logs());
            }
            TimeUnit.MILLISECONDS.sleep(waiting.isEmpty() ? 0 : LOOK_EVERY_MS);
        }
    }

    /** What a service says; nothing when it says nothing. */
    private String versionOf(String service) {
        try {
            var request = HttpRequest.newBuilder(URI.create(site.url(service) + "/v1/contract")).timeout(ONE_CALL).build();
            var reply = http.send(request, HttpResponse.BodyHandlers.ofString());
            return reply.statusCode() == 200 ? JSON.readTree(reply.body()).path("version").asText() : "";
        } catch (IOException noReply) {
            return "";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
