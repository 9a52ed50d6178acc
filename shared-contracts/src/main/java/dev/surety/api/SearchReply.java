package dev.surety.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * The reply of {@code POST /v1/searches}.
 *
 * @param passages     best first
 * @param indexRelease releases that were searched, comma-separated where there are several
 * @param degraded     degradation modes in force for this reply
 * @param withheld     passages that the engine found and the check before leaving took out; anything but 0 is a defect of the filter
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SearchReply(List<Passage> passages, String indexRelease, List<String> degraded, int withheld) {

    public SearchReply {
        passages = List.copyOf(passages);
        degraded = List.copyOf(degraded);
    }
}
