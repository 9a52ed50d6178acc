package dev.surety.inference.generate;

import dev.surety.contract.Contract;
import dev.surety.contract.Tier;
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

    /** @throws IllegalStateException when a retired key is set */
    Tiers(Extractive extractive, ModelCalls calls, Prompts prompts, GenerateConfig config) {
        refuseRetired(Tier.SMALL, config.small());
        refuseRetired(Tier.LARGE, config.large());
        writers.put(Tier.EXTRACTIVE, extractive);
        Model.Endpoint.of(Tier.SMALL, config.small())
                .ifPresent(endpoint -> writers.put(
                        Tier.SMALL,
                        switch (config.small().style()) {
                            case PICK -> new SentencePicker(calls, endpoint, prompts, config.small());
                            case FREE -> new PassageWriter(calls, endpoint, prompts, config.small().candidates() / 2);
                        }));
        Model.Endpoint.of(Tier.LARGE, config.large())
                .ifPresent(endpoint -> writers.put(Tier.LARGE, new PassageWriter(calls, endpoint, prompts, config.large().passages())));
        LOG.infof("tiers ready tiers=%s", writers.keySet());
    }

    @Override
    public boolean usable(Tier tier, Contract contract) {
        return writers.containsKey(tier) && contract.routing().tier(tier).isPresent();
    }

    Writer writer(Tier tier) {
        return writers.get(tier);
    }

    private static void refuseRetired(Tier tier, GenerateConfig.Endpoint config) {
        config.model().ifPresent(name -> {
            throw new IllegalStateException("surety.tiers." + tier.label() + ".model is retired: name the model in the contract, as routing.tiers[].call.model");
        });
        config.longestReply().ifPresent(tokens -> {
            throw new IllegalStateException("surety.tiers." + tier.label()
                    + ".longest-reply is retired: say it in the contract, as routing.tiers[].call.completionTokens");
        });
    }
}
