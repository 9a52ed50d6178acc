package dev.surety.local.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.surety.local.contract.ContractInPlace;
import dev.surety.local.stack.Restart;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** inference alone, restarted with another order of tiers and other settings; the rest of the stack runs on. */
final class InferenceVariant {

    private static final String INFERENCE = "inference";
    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private final Site site;
    private final Map<String, String> environment;

    InferenceVariant(Site site, Map<String, String> environment) {
        this.site = site;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Restarts inference.
     *
     * @param name     of the variant, for its contract's file
     * @param tiers    in the order in which they are tried, each the fallback of the one before
     * @param settings of inference, by their variables
     */
    void start(String name, List<String> tiers, Map<String, String> settings) throws IOException {
        var contract = site.state().root().resolve("bench").resolve("contract-" + name + ".yaml");
        Files.createDirectories(contract.getParent());
        Files.writeString(contract, withTiers(Files.readString(ContractInPlace.named(site, environment)), tiers));
        var all = new HashMap<>(environment);
        all.putAll(settings);
        all.put("SURETY_CONTRACT", contract.toString());
        Restart.of(INFERENCE, all);
    }

    /** Restarts inference as it was. */
    void restore() throws IOException {
        Restart.of(INFERENCE, environment);
    }

    /** The contract with another order of tiers, and all else as it was. */
    static String withTiers(String contract, List<String> tiers) throws IOException {
        var tree = YAML.readTree(contract);
        if (!(tree.path("routing") instanceof ObjectNode routing) || !routing.has("tiers")) {
            throw new IOException("the contract has no routing.tiers");
        }
        var rules = routing.putArray("tiers");
        for (var place = 0; place < tiers.size(); place++) {
            var rule = rules.addObject().put("tier", tiers.get(place));
            if (tiers.get(place).equals("small")) {
                rule.putObject("call").put("model", "local-small").put("promptTokens", 1000).put("completionTokens", 120).put("atMost", 1);
            }
            rule.put("fallback", place + 1 < tiers.size() ? tiers.get(place + 1) : "sources-only");
        }
        return YAML.writeValueAsString(tree);
    }
}
