package dev.surety.inference.recall;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.surety.edge.ContractInForce;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Exact cache of whole answers, in this replica's memory. */
@ApplicationScoped
public class AnswerCache {

    private final Cache<CacheKey, CachedAnswer> entries;
    private final Knowledge knowledge;

    AnswerCache(ContractInForce contract, Knowledge knowledge) {
        var bounds = contract.contract().routing().cache();
        this.entries = Caffeine.newBuilder()
                .maximumSize(bounds.entries())
                .expireAfterWrite(bounds.timeToLive())
                .build();
        this.knowledge = knowledge;
    }

    /** What was answered under this key, while it lasts. */
    Optional<CachedAnswer> get(CacheKey key) {
        return Optional.ofNullable(entries.getIfPresent(key));
    }

    /** Keeps an answer, unless documents changed while it was made: nobody knows which state it rests on then. */
    public void put(CacheKey key, CachedAnswer answer) {
        if (knowledge.state().filter(key.knowledge()::equals).isPresent()) {
            entries.put(key, answer);
        }
    }
}
