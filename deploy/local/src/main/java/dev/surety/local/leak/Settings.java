package dev.surety.local.leak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What a run of the gate is to do.
 *
 * @param seed        of everything that is drawn
 * @param checks      how many there are to be, 1 to 100,000,000
 * @param documents   of a world, 30 to 20,000
 * @param perWorld    checks after which the next world is drawn
 * @param firstWorld  number of the world to begin with, 1 to 1,000,000
 * @param bound       how long a change may take to hold everywhere
 * @param atOnce      shots under way at the same time
 * @param shrinkTries how often the stack is asked to make a leak smaller; 0 leaves it as it is
 * @param ways        names of the ways to aim by; all if empty
 * @param directory   where people and their groups are kept
 * @param faults      names of faults, {@code all} or {@code none}
 */
record Settings(long seed, long checks, int documents, long perWorld, int firstWorld, Duration bound, int atOnce, int shrinkTries, List<String> ways, Kept directory,
        List<String> faults) {

    private static final long MOST_CHECKS = 100_000_000;
    private static final int MOST_WORLDS = 1_000_000;
    private static final long HIGHEST_DRAWN_SEED = 1_000_000_000;
    private static final int FEWEST_DOCUMENTS = 30;
    private static final int MOST_DOCUMENTS = 20_000;

    /** Where people and their groups are kept. */
    enum Kept {
        /** In Keycloak: tokens name the groups. */
        TOKEN,
        /** In the directory, by SCIM, nested by membership. */
        SCIM
    }

    Settings {
        ways = List.copyOf(ways);
        faults = List.copyOf(faults);
    }

    /** From {@code SEED, CHECKS, DOCUMENTS, CHECKS_PER_WORLD, WORLD, BOUND_S, AT_ONCE, SHRINK, WAYS, DIRECTORY} and {@code FAULTS}; what is not set has its default. */
    static Settings of(Map<String, String> environment) {
        return new Settings(
                number(environment, "SEED", RandomGenerator.getDefault().nextLong(HIGHEST_DRAWN_SEED), Long.MIN_VALUE, Long.MAX_VALUE),
                number(environment, "CHECKS", 10_000, 1, MOST_CHECKS),
                (int) number(environment, "DOCUMENTS", 150, FEWEST_DOCUMENTS, MOST_DOCUMENTS),
                number(environment, "CHECKS_PER_WORLD", 50_000, 100, MOST_CHECKS),
                (int) number(environment, "WORLD", 1, 1, MOST_WORLDS),
                Duration.ofSeconds(number(environment, "BOUND_S", 10, 1, 600)),
                (int) number(environment, "AT_ONCE", 4, 1, 64),
                (int) number(environment, "SHRINK", 60, 0, 10_000),
                words(environment, "WAYS"),
                kept(environment.getOrDefault("DIRECTORY", "")),
                words(environment, "FAULTS"));
    }

    /** The same with another seed. */
    Settings seeded(long other) {
        return new Settings(other, checks, documents, perWorld, firstWorld, bound, atOnce, shrinkTries, ways, directory, faults);
    }

    private static long number(Map<String, String> environment, String name, long fallback, long least, long most) {
        var text = environment.getOrDefault(name, "").strip().replace("_", "");
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            var number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(name + "=" + text + " is not a whole number", notANumber);
        }
        throw new IllegalArgumentException(name + "=" + text + " is outside " + least + " to " + most);
    }

    private static Kept kept(String word) {
        return switch (word.strip()) {
            case "", "scim" -> Kept.SCIM;
            case "token" -> Kept.TOKEN;
            default -> throw new IllegalArgumentException("DIRECTORY=" + word + " is neither scim nor token");
        };
    }

    private static List<String> words(Map<String, String> environment, String name) {
        var words = new ArrayList<String>();
        for (var word : environment.getOrDefault(name, "").split(",")) {
            if (!word.isBlank()) {
                words.add(word.strip());
            }
        }
        return words;
    }
}
