package dev.surety.inference.recall;

/**
 * What has to be equal for an answer to be given again. Entitlements hold tenant, tags and clearance: nobody is ever served what somebody with other
 * rights was told.
 *
 * @param entitlements fingerprint of the grant
 * @param question     normalised
 * @param mode         label of the caller's mode
 * @param knowledge    releases and revisions of all indexes
 * @param policy       version of the contract
 * @param assistant    release of the assistant
 */
public record CacheKey(String entitlements, String question, String mode, String knowledge, String policy, String assistant) {

    /** Without the question. */
    @Override
    public String toString() {
        return "CacheKey[" + knowledge + ", " + policy + "]";
    }
}
