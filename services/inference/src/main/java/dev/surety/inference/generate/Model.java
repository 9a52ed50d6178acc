package dev.surety.inference.generate;

import dev.surety.contract.Contract;
import dev.surety.contract.Tier;
import java.util.Optional;

/**
 * A model that can be called.
 *
 * @param tier    it serves
 * @param baseUrl of its API
 * @param apiKey  of its API; empty if it wants none
 * @param name    as the API knows it
 * @param price   by the contract
 */
record Model(Tier tier, String baseUrl, String apiKey, String name, Contract.Price price) {

    /**
     * The model of a tier, if one is configured.
     *
     * @throws IllegalStateException when it has no name or the contract has no price for it
     */
    static Optional<Model> of(Tier tier, GenerateConfig.Endpoint endpoint, Contract contract) {
        return endpoint.baseUrl().filter(url -> !url.isBlank()).map(url -> {
            var name = endpoint.model().orElseThrow(() -> new IllegalStateException(
                    "surety.tiers." + tier.label() + ".base-url is set, surety.tiers." + tier.label() + ".model is not: name the model"));
            var price = Optional.ofNullable(contract.cost().prices().get(name)).orElseThrow(() -> new IllegalStateException(
                    "the contract has no price for the model '" + name + "' of the tier " + tier.label() + ": add it to cost.prices"));
            return new Model(tier, url, endpoint.apiKey().orElse(""), name, price);
        });
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "Model[" + tier + ", " + name + "]";
    }
}
