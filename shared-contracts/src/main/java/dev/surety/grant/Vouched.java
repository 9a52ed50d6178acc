package dev.surety.grant;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the text of a grant says once it is verified: all of it, or all but the tags, of which only the digest travels. */
public sealed interface Vouched {

    /** The grant as it is. */
    record Whole(Grant grant) implements Vouched {}

    /**
     * A grant whose tags are too many for a header. It is no {@link Grant}, because one without its tags escapes every deny tag.
     *
     * @param tagsDigest {@link Tags#digest()} of the tags
     * @param tagCount   their number, at least 0
     */
    record Abridged(
            String id,
            String subject,
            String tenant,
            String tagsDigest,
            int tagCount,
            int clearance,
            Instant expiresAt,
            Set<String> audience,
            long epoch,
            @Nullable String actor)
            implements Vouched {

        public Abridged {
            if (!tagsDigest.matches("[0-9a-f]{64}") || tagCount < 0 || clearance < 0 || epoch < 0) {
                throw new IllegalArgumentException("a digest, a count, a clearance and an epoch are needed");
            }
            audience = Set.copyOf(audience);
        }

        /**
         * The whole grant.
         *
         * @throws RefusedGrant when these are not the tags that were vouched for
         */
        public Grant with(Tags tags) {
            if (tags.size() != tagCount || !tags.digest().equals(tagsDigest)) {
                throw new RefusedGrant("its tags are not those that were vouched for");
            }
            return new Grant(id, subject, tenant, tags, clearance, expiresAt, audience, epoch, actor);
        }

        /** Without subject. */
        @Override
        public String toString() {
            return "Abridged[" + id + ", " + tagCount + " tags, until " + expiresAt + "]";
        }
    }
}
