package dev.surety.evaluation.decision;

import dev.surety.evaluation.intake.EventReader;
import dev.surety.evaluation.intake.EventReader.Expected;
import dev.surety.evaluation.intake.EventReader.Read;
import dev.surety.event.DecisionMade;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads events on {@code surety.policy-decisions.v1}. */
@ApplicationScoped
@RegisterForReflection(targets = {DecisionMade.class, DecisionMade.Who.class})
class DecisionEvents {

    private static final Expected<DecisionMade> EXPECTED = new Expected<>(DecisionMade.TYPE, DecisionMade.class, "decision", DecisionEvents::needed);

    private final EventReader reader;

    DecisionEvents(EventReader reader) {
        this.reader = reader;
    }

    Read<DecisionMade> parse(byte @Nullable [] value) {
        return reader.read(value, EXPECTED);
    }

    private static Map<String, @Nullable Object> needed(DecisionMade made) {
        var needed = new LinkedHashMap<String, @Nullable Object>();
        needed.put("id", made.id());
        needed.put("requestId", made.requestId());
        needed.put("at", made.at());
        needed.put("service", made.service());
        needed.put("action", made.action());
        needed.put("caller", made.caller());
        needed.put("effect", made.effect());
        needed.put("rule", made.rule());
        needed.put("reason", made.reason());
        needed.put("policyVersion", made.policyVersion());
        return needed;
    }
}
