package dev.surety.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.grant.Tags;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * The tags of grants that carry only their digest. A set is kept under its digest, so it can't be stale; while identity-policy is away and a set is not kept, nobody
 * can say what its holder may see, and nothing is shown: fewer tags would also be fewer denials.
 */
@ApplicationScoped
class TagSets {

    private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    // In characters: some 64 MB at two bytes each, about 250 sets of 5,000 tags.
    private static final long MOST_CHARACTERS = 32L * 1024 * 1024;
    // What a tag costs besides its characters.
    private static final int PER_TAG = 32;

    private final IdentityPolicyApi identityPolicy;
    private final Cache<String, Tags> kept;
    private final Map<String, Uni<Tags>> underWay = new ConcurrentHashMap<>();

    TagSets(@RestClient IdentityPolicyApi identityPolicy) {
        this.identityPolicy = identityPolicy;
        this.kept = Caffeine.newBuilder()
                .maximumWeight(MOST_CHARACTERS)
                .weigher((String digest, Tags tags) -> tags.stream().mapToInt(tag -> tag.length() + PER_TAG).sum())
                .build();
    }

    /**
     * The tags with a digest. Fails with {@code identity-unavailable} when they are not kept here and identity-policy doesn't tell.
     *
     * @param digest of a verified grant
     * @param jws    that grant: the authority to be told
     */
    Uni<Tags> of(String digest, String jws) {
        var known = kept.getIfPresent(digest);
        // Whoever asks while somebody else is being told waits for the same reply.
        return known != null ? Uni.createFrom().item(known) : underWay.computeIfAbsent(digest, unknown -> asked(digest, jws));
    }

    /** Remembers tags that came with their grant. */
    void keep(Tags tags) {
        kept.put(tags.digest(), tags);
    }

    private Uni<Tags> asked(String digest, String jws) {
        return identityPolicy
                .tagSet(digest, jws)
                .ifNoItem()
                .after(FETCH_TIMEOUT)
                .fail()
                .map(message -> Tags.of(message.tags()))
                .invoke(tags -> checked(digest, tags))
                .onFailure()
                .transform(failure -> ProblemException.retryable(
                        ProblemType.IDENTITY_UNAVAILABLE, "identity-policy did not tell the caller's tags", RETRY_AFTER, failure))
                .onTermination()
                .invoke(() -> underWay.remove(digest))
                .memoize()
                .indefinitely();
    }

    private void checked(String digest, Tags tags) {
        if (!tags.digest().equals(digest)) {
            throw new IllegalStateException("identity-policy told other tags than those of the digest");
        }
        kept.put(digest, tags);
    }
}
