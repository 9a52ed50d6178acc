package dev.surety.local.state;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which part listens where, always on 127.0.0.1. Names with a second word after the part ({@code kafka-controller}) are ports that
 * only the part itself uses.
 */
public record Ports(Map<String, Integer> byName) {

    private static final Map<String, Integer> DEFAULTS = defaults();
    private static final int LEAST_FREE = 16_000;
    private static final int MOST_FREE = 32_000;

    public Ports {
        byName = Map.copyOf(byName);
    }

    /**
     * The default ports, shifted by {@code SURETY_PORT_OFFSET}, except those that {@code SURETY_PORT_<PART>} sets.
     *
     * @throws IllegalArgumentException naming the variable whose value is not a port
     */
    public static Ports from(Map<String, String> environment) {
        int offset = number(environment, "SURETY_PORT_OFFSET", 0, -65_535, 65_535);
        var ports = new LinkedHashMap<String, Integer>();
        DEFAULTS.forEach((name, port) -> ports.put(name, number(environment, variable(name), port + offset, 1, 65_535)));
        return new Ports(ports);
    }

    /** Ports that nobody listens on at this moment; for tests. */
    public static Ports free() {
        // Below the range that systems take outgoing ports from: a port from there may be gone before its server starts.
        List<Integer> candidates = IntStream.range(LEAST_FREE, MOST_FREE).boxed().collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(candidates);
        var free = candidates.stream().filter(Ports::isFree).limit(DEFAULTS.size()).iterator();
        var ports = new LinkedHashMap<String, Integer>();
        DEFAULTS.keySet().forEach(name -> ports.put(name, free.next()));
        return new Ports(ports);
    }

    public static List<String> names() {
        return List.copyOf(DEFAULTS.keySet());
    }

    public int of(String name) {
        Integer port = byName.get(name);
        if (port == null) {
            throw new IllegalArgumentException("no part has a port named " + name);
        }
        return port;
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException busy) {
            return false;
        }
    }

    private static Map<String, Integer> defaults() {
        var ports = new LinkedHashMap<String, Integer>();
        ports.put("inference", 8080);
        ports.put("identity-policy", 8081);
        ports.put("retrieval", 8082);
        ports.put("ingestion", 8083);
        ports.put("evaluation", 8084);
        ports.put("inference-2", 8085);
        ports.put("small-model", 8090);
        ports.put("keycloak", 8180);
        ports.put("keycloak-management", 8189);
        ports.put("opensearch", 9200);
        ports.put("opensearch-transport", 9300);
        ports.put("kafka", 9092);
        ports.put("kafka-controller", 9093);
        ports.put("postgres", 5433);
        return ports;
    }

    private static String variable(String name) {
        return "SURETY_PORT_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static int number(Map<String, String> environment, String variable, int fallback, int least, int most) {
        String text = environment.getOrDefault(variable, "").strip();
        int number;
        try {
            number = text.isEmpty() ? fallback : Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(variable + "=" + text + " is not a number");
        }
        if (number < least || number > most) {
            throw new IllegalArgumentException(
                    variable + " leads to " + number + ", outside " + least + " to " + most + ": choose another value");
        }
        return number;
    }
}
