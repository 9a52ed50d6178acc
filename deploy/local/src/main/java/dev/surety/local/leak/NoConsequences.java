package dev.surety.local.leak;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.surety.local.contract.ContractInPlace;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The contract in place without what a burning error budget does, until it is closed. A run burns more than any month may, and answers that are degraded are kept by
 * no cache: a bug of the cache would not be seen.
 */
final class NoConsequences implements AutoCloseable {

    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private final ContractInPlace place;
    private final Path before;

    private NoConsequences(ContractInPlace place, Path before) {
        this.place = place;
        this.before = before;
    }

    static NoConsequences of(Site site) throws IOException, InterruptedException {
        var place = new ContractInPlace(site);
        var before = Files.createTempFile("contract-before", ".yaml");
        Files.writeString(before, Files.readString(site.state().contract()));
        var contract = YAML.readTree(before.toFile());
        ((ObjectNode) contract.path("errorBudget")).putArray("actions");
        var calm = Files.createTempFile("contract-calm", ".yaml");
        var made = new NoConsequences(place, before);
        try {
            Files.writeString(calm, YAML.writeValueAsString(contract));
            place.awaitInForce(place.put(calm).version(), Surface.SERVICES);
            return made;
        } catch (IOException | InterruptedException notInForce) {
            made.close();
            throw notInForce;
        } finally {
            Files.delete(calm);
        }
    }

    @Override
    public void close() throws IOException {
        place.put(before);
        Files.delete(before);
    }
}
