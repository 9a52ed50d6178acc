package dev.surety.identity.caller;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Whether a token leaves its groups out because they are too many, and says so.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#AggregatedDistributedClaims">OpenID Connect Core, distributed claims</a>
 * @see <a href="https://learn.microsoft.com/en-us/entra/identity-platform/access-token-claims-reference#groups-overage-claim">Entra ID, groups overage</a>
 */
final class Overage {

    private Overage() {}

    /** @param claim that would hold the groups */
    static boolean in(JsonNode claims, String claim) {
        var distributed = claims.path("_claim_names");
        return distributed.has(claim)
                || distributed.has("groups")
                // Names of sources that can't be read: whatever they were about, it may have been the groups.
                || !(distributed.isMissingNode() || distributed.isObject())
                || saysSo(claims.path("hasgroups"))
                || claims.propertyStream().anyMatch(member -> member.getKey().startsWith(claim + ":src") || member.getKey().startsWith("groups:src"));
    }

    private static boolean saysSo(JsonNode hasGroups) {
        return !hasGroups.isMissingNode() && !hasGroups.isNull() && !hasGroups.asText().equalsIgnoreCase("false");
    }
}
