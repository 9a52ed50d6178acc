package dev.surety.inference.recall;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.surety.contract.Contract;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Exact cache of whole answers, in this replica's memory. */
@ApplicationScoped
public class AnswerCache {

    private final Cache<CacheKey, CachedAnswer> entries = Caffeine.newBuilder().maximumSize(0).expireAfterWrite(Duration.ZERO).build();
    private final Knowledge knowledge;
    private final Clock clock;

    AnswerCache(Knowledge knowledge, Clock clock) {
        this.knowledge = knowledge;
        this.clock = clock;
    }

    /**
     * What was answered under this key, while it lasts.
     *
     * @param tolerant whether answers that rest on good evidence last for the contract's tolerant time
     */
    Optional<CachedAnswer> get(CacheKey key, Contract contract, boolean tolerant) {
        return Optional.ofNullable(entries.getIfPresent(key)).filter(entry -> lasts(entry, contract, tolerant));
    }

    /** Keeps an answer, unless documents changed while it was made: nobody knows which state it rests on then. */
    public void put(CacheKey key, CachedAnswer answer, Contract contract) {
        fit(contract.routing().cache());
        if (knowledge.state().filter(key.knowledge()::equals).isPresent()) {
            entries.put(key, answer);
        }
    }

    private boolean lasts(CachedAnswer entry, Contract contract, boolean tolerant) {
        var age = Duration.between(entry.at(), clock.instant());
        var cache = contract.routing().cache();
        return age.compareTo(cache.timeToLive()) < 0
                || tolerant
                        && entry.confidence() >= contract.objectives().quality().floor().share()
                        && age.compareTo(cache.tolerantTimeToLive()) < 0;
    }

    /** The contract may have changed since the last entry. */
    private void fit(Contract.Cache bounds) {
        entries.policy().eviction().orElseThrow().setMaximum(bounds.entries());
        entries.policy().expireAfterWrite().orElseThrow().setExpiresAfter(bounds.tolerantTimeToLive());
    }
}
