package dev.surety.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.surety.policy.Decided;
import java.util.List;

/**
 * The reply of {@code POST /v1/searches}.
 *
 * @param passages     best first
 * @param indexRelease releases that were searched, comma-separated where there are several
 * @param degraded     degradation modes in force for this reply
 * @param withheld     passages that the engine found and the check before leaving took out; anything but 0 is a defect of the filter
 * @param decisions    what the policy said to each index; not for the person who asked, who must not learn which there are
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SearchReply(List<Passage> passages, String indexRelease, List<String> degraded, int withheld, List<Decided> decisions) {

    public SearchReply {
        passages = List.copyOf(passages);
        degraded = List.copyOf(degraded);
        decisions = decisions == null ? List.of() : List.copyOf(decisions);
    }
}
