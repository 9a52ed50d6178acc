package dev.surety.local.process;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A process to start.
 *
 * @param command     program and arguments
 * @param environment all that it gets besides {@link #baseEnvironment()}
 * @param folder      working directory
 * @param inputs      files and folders it is made of; a change in one of them calls for a restart
 * @param stop        the signal that ends it in good order
 */
public record Launch(List<String> command, Map<String, String> environment, Path folder, List<Path> inputs, StopSignal stop) {

    /** INT is PostgreSQL's "end now, in good order"; its answer to TERM is to wait for every client to leave. */
    public enum StopSignal { TERM, INT }

    private static final List<String> INHERITED = List.of("PATH", "HOME", "USER", "TMPDIR", "TZ", "SystemRoot");

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        inputs = List.copyOf(inputs);
    }

    public static Launch of(List<String> command, Map<String, String> environment, Path folder, List<Path> inputs) {
        return new Launch(command, environment, folder, inputs, StopSignal.TERM);
    }

    /**
     * What a process inherits from our caller. Little on purpose: a stray {@code QUARKUS_...} or {@code JAVA_TOOL_OPTIONS} of somebody's
     * shell must not make their stack differ from everybody's.
     */
    static Map<String, String> baseEnvironment(Map<String, String> callers) {
        var base = new HashMap<String, String>();
        INHERITED.forEach(name -> {
            if (callers.containsKey(name)) {
                base.put(name, callers.get(name));
            }
        });
        base.put("LANG", "C.UTF-8");
        base.put("JAVA_HOME", System.getProperty("java.home"));
        return base;
    }

    /** Names only: the environment holds secrets. */
    @Override
    public String toString() {
        return "Launch[" + command.getFirst() + ", environment " + environment.keySet() + "]";
    }
}
