package dev.surety.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What can be searched in an index has changed, and the change is visible to searches made from now on. On
 * {@code surety.index-releases.v1}, keyed by index; caches that rest on an earlier revision are stale.
 *
 * @param index    name of the index
 * @param release  release that is live, {@code <index>-<four digits>}
 * @param revision rises with every visible change of the release, from 1
 * @param documents documents in the release
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record IndexChanged(String index, String release, long revision, long documents) {

    public static final String TYPE = "dev.surety.index.changed.v1";
}
