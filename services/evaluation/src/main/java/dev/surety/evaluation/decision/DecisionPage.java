package dev.surety.evaluation.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some decisions, newest first.
 *
 * @param next cursor of what follows; null at the end
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record DecisionPage(List<DecisionView> decisions, @Nullable String next) {}
