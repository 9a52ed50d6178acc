package dev.surety.inference.generate;

import dev.surety.contract.Contract;
import dev.surety.contract.Tier;
import java.util.Optional;

/**
 * A model that can be called, as the configuration reaches it and a contract bounds it.
 *
 * @param endpoint         where it is
 * @param name             as its API knows it
 * @param price            by the contract
 * @param promptTokens     that it may read
 * @param completionTokens that it may write
 * @param atMost           calls an answer
 */
record Model(Endpoint endpoint, String name, Contract.Price price, int promptTokens, int completionTokens, int atMost) {

    Tier tier() {
        return endpoint.tier();
    }

    /** The same model, writing no more than this. */
    Model writingAtMost(int tokens) {
        return new Model(endpoint, name, price, promptTokens, Math.min(tokens, completionTokens), atMost);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "Model[" + tier() + ", " + name + "]";
    }

    /**
     * Where a tier's model is reached.
     *
     * @param tier    it serves
     * @param baseUrl of its API
     * @param apiKey  of its API; empty if it wants none
     */
    record Endpoint(Tier tier, String baseUrl, String apiKey) {

        /** The endpoint of a tier, if one is configured. */
        static Optional<Endpoint> of(Tier tier, GenerateConfig.Endpoint config) {
            return config.baseUrl().filter(url -> !url.isBlank()).map(url -> new Endpoint(tier, url, config.apiKey().orElse("")));
        }

        /** The model that a contract wants here, if it names this tier. */
        Optional<Model> under(Contract contract) {
            return contract.routing().tier(tier).map(Contract.TierRule::call).map(call -> new Model(
                    this,
                    call.model(),
                    contract.cost().prices().get(call.model()),
                    call.promptTokens(),
                    call.completionTokens(),
                    call.atMost()));
        }

        /** Without the key. */
        @Override
        public String toString() {
            return "Endpoint[" + tier + "]";
        }
    }
}
