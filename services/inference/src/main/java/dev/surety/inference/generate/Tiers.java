package dev.surety.inference.generate;

import dev.surety.contract.Tier;
import dev.surety.edge.ContractInForce;
import dev.surety.inference.release.Prompts;
import dev.surety.inference.route.UsableTiers;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** Who can write here and now. */
@Startup
@ApplicationScoped
public class Tiers implements UsableTiers {

    private static final Logger LOG = Logger.getLogger(Tiers.class);

    private final Map<Tier, Writer> writers = new EnumMap<>(Tier.class);

    /** @throws IllegalStateException when a tier that is configured can't be paid for: the contract has no price for its model */
    Tiers(Extractive extractive, ModelCalls calls, Prompts prompts, GenerateConfig config, ContractInForce contract) {
        writers.put(Tier.EXTRACTIVE, extractive);
        Model.of(Tier.SMALL, config.small(), contract.contract())
                .ifPresent(model -> writers.put(
                        Tier.SMALL,
                        switch (config.small().style()) {
                            case PICK -> new SentencePicker(calls, model, prompts, config.small());
                            case FREE -> new PassageWriter(
                                    calls, model, prompts, config.small().candidates() / 2, config.small().longestReply());
                        }));
        Model.of(Tier.LARGE, config.large(), contract.contract())
                .ifPresent(model -> writers.put(
                        Tier.LARGE, new PassageWriter(calls, model, prompts, config.large().passages(), config.large().longestReply())));
        LOG.infof("tiers ready tiers=%s order=%s", writers.keySet(), contract.contract().routing().tiers());
    }

    @Override
    public boolean usable(Tier tier) {
        return writers.containsKey(tier);
    }

    Writer writer(Tier tier) {
        return writers.get(tier);
    }
}
