package dev.surety.identity.grant;

import dev.surety.api.GrantMessage;
import dev.surety.api.GrantRequest;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.SliceName;
import dev.surety.grant.Grant;
import dev.surety.grant.GrantCodec;
import dev.surety.grant.Tags;
import dev.surety.identity.caller.BearerToken;
import dev.surety.identity.caller.Caller;
import dev.surety.identity.key.SigningKeys;
import dev.surety.request.Credentials;
import dev.surety.slo.Enforcement;
import dev.surety.slo.SliceCall;
import dev.surety.slo.SliceGuard;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One bearer token becomes one grant. Start reading here. */
@Startup
@ApplicationScoped
class GrantIssue {

    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(5);
    private static final int MOST_LISTED_TAGS = 1_000;
    private static final int MOST_TAGS = 60_000;

    private final BearerToken token;
    private final SigningKeys keys;
    private final TagSetStore tagSets;
    private final Audience audience;
    private final GrantCount count;
    private final GrantConfig config;
    private final Clock clock;
    private final SliceGuard guard;

    GrantIssue(BearerToken token, SigningKeys keys, TagSetStore tagSets, GrantCount count, GrantConfig config, Clock clock, Enforcement enforcement) {
        if (config.life().compareTo(SHORTEST_LIFE) < 0 || config.life().compareTo(GrantCodec.LONGEST_LIFE) > 0) {
            throw new ConfigurationException("surety.grants.life is " + config.life() + ", it must be " + SHORTEST_LIFE + " to "
                    + GrantCodec.LONGEST_LIFE);
        }
        requireBetween("listed-tags", config.listedTags(), 0, MOST_LISTED_TAGS);
        requireBetween("most-tags", config.mostTags(), 1, MOST_TAGS);
        this.audience = new Audience(config.audience());
        this.token = token;
        this.keys = keys;
        this.tagSets = tagSets;
        this.count = count;
        this.config = config;
        this.clock = clock;
        this.guard = enforcement.guard(SliceName.AUTHORIZE);
    }

    Uni<GrantMessage> issue(Credentials credentials, @Nullable GrantRequest request, SliceCall call) {
        return count.counted(guard.run(
                call, () -> token.caller(credentials).map(caller -> grant(caller, audience.of(request))).map(this::signed)));
    }

    /** A grant never outlives the token it stands for. */
    private Grant grant(Caller caller, Set<String> services) {
        var longest = clock.instant().plus(config.life());
        var end = caller.tokenExpiresAt().isBefore(longest) ? caller.tokenExpiresAt() : longest;
        // The wire format counts whole seconds; what we say and what is signed must be the same moment.
        return new Grant(
                UUID.randomUUID().toString(),
                caller.subject(),
                caller.tenant(),
                caller.tags(),
                caller.clearance(),
                end.truncatedTo(ChronoUnit.SECONDS),
                services,
                caller.epoch(),
                caller.actor());
    }

    private GrantMessage signed(Grant grant) {
        if (grant.tags().size() > config.mostTags()) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "the caller has " + grant.tags().size() + " tags, more than " + config.mostTags() + ": leave some groups");
        }
        return new GrantMessage(
                text(grant), grant.expiresAt(), grant.tags().stream().sorted().toList(), grant.audience().stream().sorted().toList(), grant.epoch());
    }

    private String text(Grant grant) {
        if (grant.tags().size() <= config.listedTags()) {
            var text = GrantCodec.sign(grant, keys.signing(), clock.instant());
            if (text.length() <= config.longest()) {
                return text;
            }
        }
        tagSets.keep(Tags.of(grant.tags()), grant.expiresAt());
        return GrantCodec.signAbridged(grant, keys.signing(), clock.instant());
    }

    private static void requireBetween(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ConfigurationException("surety.grants.%s is %d, it must be %d to %d".formatted(key, value, least, most));
        }
    }
}
