package dev.surety.identity.grant;

import dev.surety.api.GrantRequest;
import dev.surety.api.ProblemException;
import dev.surety.contract.SliceName;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** For which services a grant is: what leaks from one of them opens no other. */
final class Audience {

    private static final Set<String> SERVICES =
            Arrays.stream(SliceName.values()).map(SliceName::service).collect(Collectors.toCollection(TreeSet::new));

    private final Set<String> usual;

    /**
     * @param usual when a request names none
     * @throws ConfigurationException when one of them is no service of ours, or there is none
     */
    Audience(Set<String> usual) {
        if (usual.isEmpty() || !SERVICES.containsAll(usual)) {
            throw new ConfigurationException("surety.grants.audience is " + usual + ", it must be one or more of " + SERVICES);
        }
        this.usual = Set.copyOf(usual);
    }

    /** @throws ProblemException when the request names something else than a service of ours */
    Set<String> of(@Nullable GrantRequest request) {
        var asked = request == null ? null : request.audience();
        if (asked == null) {
            return usual;
        }
        unknown(asked).ifPresent(name -> {
            throw ProblemException.invalid("audience", "there is no service '" + name + "'; known are " + String.join(", ", SERVICES));
        });
        return Set.copyOf(new TreeSet<>(asked));
    }

    private static Optional<String> unknown(Iterable<String> names) {
        for (var name : names) {
            if (!SERVICES.contains(name)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }
}
