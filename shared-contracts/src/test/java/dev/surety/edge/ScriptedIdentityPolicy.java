package dev.surety.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.api.GrantMessage;
import dev.surety.api.GrantRequest;
import dev.surety.api.KnownNamesMessage;
import dev.surety.api.TagSetMessage;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** identity-policy as a test wants it, and how often it was asked. */
final class ScriptedIdentityPolicy implements IdentityPolicyApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    Supplier<Uni<String>> keys = () -> Uni.createFrom().failure(new IllegalStateException("away"));
    Function<String, Uni<GrantMessage>> grants = token -> Uni.createFrom().failure(new IllegalStateException("away"));
    int askedForKeys;
    Function<String, Uni<List<String>>> tagSets = digest -> Uni.createFrom().failure(new IllegalStateException("away"));
    Function<String, Uni<KnownNamesMessage>> names = tenant -> Uni.createFrom().failure(new IllegalStateException("away"));
    int askedForNames;
    int askedForGrants;
    int askedForTagSets;
    @Nullable List<String> askedAudience;
    @Nullable String askedFor;

    @Override
    public Uni<GrantMessage> grant(
            String authorization, @Nullable String onBehalfOf, String requestId, String deadlineMs, String priority, GrantRequest request) {
        askedAudience = request.audience();
        askedForGrants++;
        askedFor = onBehalfOf;
        return grants.apply(authorization);
    }

    @Override
    public Uni<TagSetMessage> tagSet(String digest, String grant) {
        askedForTagSets++;
        return tagSets.apply(digest).map(TagSetMessage::new);
    }

    @Override
    public Uni<KnownNamesMessage> knownNames(String tenant, String grant) {
        askedForNames++;
        return names.apply(tenant);
    }

    @Override
    public Uni<JsonNode> keys() {
        askedForKeys++;
        return keys.get().map(ScriptedIdentityPolicy::tree);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException(notJson);
        }
    }
}
