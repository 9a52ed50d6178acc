package dev.surety.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.surety.policy.Decided;
import java.util.List;

/**
 * The reply of {@code POST /v1/searches}. How many passages the last check had to take out is for the operator's meter only: here it would tell that there is
 * something which the caller may not see.
 *
 * @param passages     best first
 * @param indexRelease releases that were searched, comma-separated where there are several
 * @param degraded     degradation modes in force for this reply
 * @param decisions    what the policy said to each index; not for the person who asked, who must not learn which there are
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SearchReply(List<Passage> passages, String indexRelease, List<String> degraded, List<Decided> decisions) {

    public SearchReply {
        passages = List.copyOf(passages);
        degraded = List.copyOf(degraded);
        decisions = decisions == null ? List.of() : List.copyOf(decisions);
    }
}
