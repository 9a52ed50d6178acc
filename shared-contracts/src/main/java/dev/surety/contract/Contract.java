package dev.surety.contract;

import dev.surety.request.Money;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the company promises for its assistant, and what every service enforces of it.
 *
 * @param contract    name of the contract and of the assistant; also the model name of the OpenAI-compatible API
 * @param owner       who answers for it
 * @param objectives  what callers may expect
 * @param cost        what an answer may cost
 * @param slices      the part of the objectives that each stage has for itself
 * @param policy      what is said when an answer can't be given
 * @param routing     cache and tiers
 * @param degradation what callers are told while a part works less well
 */
public record Contract(
        String contract,
        String owner,
        Objectives objectives,
        Cost cost,
        Slices slices,
        Policy policy,
        Routing routing,
        List<DegradationMode> degradation) {

    public Contract {
        Objects.requireNonNull(contract, "contract");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(objectives, "objectives");
        Objects.requireNonNull(cost, "cost");
        Objects.requireNonNull(slices, "slices");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(routing, "routing");
        degradation = List.copyOf(Objects.requireNonNull(degradation, "degradation"));
    }

    /** What a caller is told while a mode is in force. */
    public String wordsFor(Degradation mode) {
        return degradation.stream()
                .filter(entry -> entry.mode() == mode)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("an accepted contract has words for every mode"))
                .words();
    }

    /**
     * What callers may expect.
     *
     * @param latencyTarget   time in which an answer is due unless the caller asks for another; the default deadline
     * @param longestDeadline the longest deadline that a caller may ask for
     */
    public record Objectives(Duration latencyTarget, Duration longestDeadline) {

        public Objectives {
            Objects.requireNonNull(latencyTarget, "latencyTarget");
            Objects.requireNonNull(longestDeadline, "longestDeadline");
        }
    }

    /**
     * What an answer may cost.
     *
     * @param ceilingUsd no answer costs more
     * @param prices     by model name; a model without a price is not called
     */
    public record Cost(Money ceilingUsd, Map<String, Price> prices) {

        public Cost {
            Objects.requireNonNull(ceilingUsd, "ceilingUsd");
            prices = Map.copyOf(Objects.requireNonNull(prices, "prices"));
        }
    }

    /**
     * Price of a model, in dollars per million tokens.
     *
     * @param promptUsd     for what it reads
     * @param completionUsd for what it writes
     */
    public record Price(Money promptUsd, Money completionUsd) {

        public Price {
            Objects.requireNonNull(promptUsd, "promptUsd");
            Objects.requireNonNull(completionUsd, "completionUsd");
        }

        /** What these tokens cost. */
        public Money of(long promptTokens, long completionTokens) {
            return promptUsd.perMillion(promptTokens).plus(completionUsd.perMillion(completionTokens));
        }
    }

    /** The slices that are enforced, by stage. */
    public record Slices(Slice admit, Slice authorize, Slice retrieve, Slice generate) {

        public Slices {
            Objects.requireNonNull(admit, "admit");
            Objects.requireNonNull(authorize, "authorize");
            Objects.requireNonNull(retrieve, "retrieve");
            Objects.requireNonNull(generate, "generate");
        }
    }

    /**
     * A stage's own part.
     *
     * @param timeout     after which the stage gives up; never longer than what is left of the deadline
     * @param concurrency requests in the stage at once, per replica, at least 1
     */
    public record Slice(Duration timeout, int concurrency) {

        public Slice {
            Objects.requireNonNull(timeout, "timeout");
        }
    }

    /**
     * What is said when an answer can't be given.
     *
     * @param refusal     when nothing that the caller may see bears on the question
     * @param sourcesOnly before the list of places to look at
     */
    public record Policy(String refusal, String sourcesOnly) {

        public Policy {
            Objects.requireNonNull(refusal, "refusal");
            Objects.requireNonNull(sourcesOnly, "sourcesOnly");
        }
    }

    /**
     * Cache and tiers.
     *
     * @param cache of whole answers
     * @param tiers in the order in which they are tried
     */
    public record Routing(Cache cache, List<Tier> tiers) {

        public Routing {
            Objects.requireNonNull(cache, "cache");
            tiers = List.copyOf(Objects.requireNonNull(tiers, "tiers"));
        }
    }

    /**
     * How long and how much is cached.
     *
     * @param timeToLive of an entry
     * @param entries    per replica, at least 0; 0 turns the cache off
     */
    public record Cache(Duration timeToLive, int entries) {

        public Cache {
            Objects.requireNonNull(timeToLive, "timeToLive");
        }
    }

    /**
     * What callers are told while a mode is in force.
     *
     * @param mode  which
     * @param words for the person who asked
     */
    public record DegradationMode(Degradation mode, String words) {

        public DegradationMode {
            Objects.requireNonNull(mode, "mode");
            Objects.requireNonNull(words, "words");
        }
    }
}
