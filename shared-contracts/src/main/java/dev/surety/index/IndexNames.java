package dev.surety.index;

import java.util.Locale;
import java.util.Optional;

/**
 * Names in OpenSearch. A release is an index of its own; searches go to the alias of what is live, so that a release in the making is never
 * searched.
 */
public final class IndexNames {

    /** What a name of an index looks like to callers. */
    public static final String PATTERN = "[a-z0-9][a-z0-9-]{0,39}";

    /** All that is live. */
    public static final String ALL_LIVE = "surety-live-*";

    /** An alias that no index can have: what is searched when nothing may be. */
    public static final String NO_INDEX = "surety-live-_";

    private static final String LIVE = "surety-live-";
    private static final String CHUNKS = "surety-chunks-";

    private IndexNames() {}

    /** Alias of an index's live release. */
    public static String live(String index) {
        return LIVE + index;
    }

    /** The index whose live release has this alias; empty when it is another kind of alias. */
    public static Optional<String> ofLive(String alias) {
        return Optional.of(alias).filter(name -> name.startsWith(LIVE)).map(name -> name.substring(LIVE.length()));
    }

    /** Name of a release, for instance {@code handbook-0007}. */
    public static String release(String index, int number) {
        return String.format(Locale.ROOT, "%s-%04d", index, number);
    }

    /** The OpenSearch index that holds a release. */
    public static String chunks(String release) {
        return CHUNKS + release;
    }

    /** The index that a release is one of. */
    public static String indexOf(String release) {
        return release.substring(0, release.lastIndexOf('-'));
    }

    /** The release that an OpenSearch index holds. */
    public static String releaseOf(String chunksIndex) {
        return chunksIndex.substring(CHUNKS.length());
    }
}
