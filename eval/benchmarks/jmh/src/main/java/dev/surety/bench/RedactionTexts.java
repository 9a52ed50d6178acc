package dev.surety.bench;

import dev.surety.contract.ContractFile;
import dev.surety.redaction.KnownPeople;
import dev.surety.redaction.PersonNames;
import dev.surety.redaction.Redactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;

/** Texts of which redaction's speed is measured, the same in every run. */
final class RedactionTexts {

    /** Of each, in characters. */
    static final int LENGTH = 256 * 1024;

    private static final Path CONTRACT = Path.of("deploy", "contract.yaml");
    private static final Path HANDBOOK = Path.of("eval", "corpora", "kestrel");
    private static final String EVENT_RULE = "{ purpose: event, kinds: [";
    private static final int SEED = 20261130;

    private RedactionTexts() {}

    /** The pages of the demo company's handbook, lines of a log, or objects of JSON. */
    static String of(String kind) throws IOException {
        var text = new StringBuilder();
        var random = new Random(SEED);
        var page = kind.equals("prose") ? handbook() : "";
        while (text.length() < LENGTH) {
            text.append(switch (kind) {
                case "prose" -> page;
                case "logs" -> logLine(random);
                case "json" -> object(random);
                default -> throw new IllegalArgumentException(kind);
            });
        }
        return text.substring(0, LENGTH);
    }

    static ContractFile contract() {
        return ContractFile.read(CONTRACT);
    }

    /** One that looks for all kinds in events, and knows this many people. */
    static Redactor everyKind(int people) throws IOException {
        var yaml = Files.readString(CONTRACT);
        if (!yaml.contains(EVENT_RULE)) {
            throw new IllegalStateException("no rule for events in " + CONTRACT);
        }
        var file = ContractFile.read(CONTRACT, yaml.replace(EVENT_RULE, EVENT_RULE + "person, ").getBytes(StandardCharsets.UTF_8));
        var random = new Random(SEED);
        var names = new ArrayList<String>();
        for (var person = 0; person < people; person++) {
            names.addAll(PersonNames.of("", name(random), name(random)));
        }
        return Redactor.of(file.contract(), KnownPeople.of("bench", names));
    }

    private static String handbook() throws IOException {
        try (var files = Files.walk(HANDBOOK)) {
            var pages = files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
            var text = new StringBuilder();
            for (var page : pages) {
                text.append(Files.readString(page)).append('\n');
            }
            return text.toString();
        }
    }

    private static String logLine(Random random) {
        var time = "2026-11-%02d %02d:%02d:%02d,%03d".formatted(
                1 + random.nextInt(30), random.nextInt(24), random.nextInt(60), random.nextInt(60), random.nextInt(1000));
        return switch (random.nextInt(6)) {
            case 0 -> "%s INFO  [d.s.i.answer] requestId=%s traceId=%s settled tier=extractive took=%d ms\n".formatted(time, uuid(random), hex(random, 16), random.nextInt(900));
            case 1 -> "%s WARN  [d.s.e.modes] requestId= traceId= mode lexical-only in force reason=\"retrieval did not answer in %d ms\"\n".formatted(time, random.nextInt(900));
            case 2 -> "192.0.2.%d - - [%s +0000] \"GET /v1/documents/%s?page=%d HTTP/1.1\" 200 %d\n".formatted(random.nextInt(256), time, hex(random, 12), random.nextInt(99), random.nextInt(90_000));
            case 3 -> "\tat dev.surety.retrieval.search.Hybrid$%d.lambda$fuse$%d(Hybrid.java:%d)\n".formatted(random.nextInt(9), random.nextInt(9), random.nextInt(400));
            case 4 -> "%s DEBUG [d.s.r.index] committed offset=%d partition=%d commit=%s\n".formatted(time, random.nextLong(1L << 40), random.nextInt(12), hex(random, 20));
            default -> "%s INFO  [d.s.i.login] user=user%d@brackwater.example accepted from 198.51.100.%d\n".formatted(time, random.nextInt(5000), random.nextInt(256));
        };
    }

    private static String object(Random random) {
        return "{\"id\":\"%s\",\"createdAt\":\"2026-11-%02dT%02d:00:00Z\",\"customer\":{\"name\":\"%s %s\",\"email\":\"c%d@brackwater.example\",\"score\":%.4f},\"items\":[{\"sku\":\"HX-%04d-%04d\",\"quantity\":%d,\"price\":\"%d.%02d\"}],\"note\":\"delivered to the side door, please ring twice\",\"etag\":\"%s\"}\n"
                .formatted(uuid(random), 1 + random.nextInt(30), random.nextInt(24), name(random), name(random), random.nextInt(5000), random.nextDouble(), random.nextInt(10_000),
                        random.nextInt(10_000), random.nextInt(20), random.nextInt(500), random.nextInt(100), hex(random, 16));
    }

    private static String name(Random random) {
        var name = random.ints(6, 0, 3).mapToObj(part -> part).map(part -> switch (part) {
            case 0 -> "" + "bdfgklmnprstv".charAt(random.nextInt(13));
            case 1 -> "" + "aeiou".charAt(random.nextInt(5));
            default -> "" + "lnrs".charAt(random.nextInt(4)) + "aeiou".charAt(random.nextInt(5));
        }).collect(Collectors.joining());
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static UUID uuid(Random random) {
        return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() & ~(3L << 62) | 1L << 63);
    }

    private static String hex(Random random, int bytes) {
        var some = new byte[bytes];
        random.nextBytes(some);
        return HexFormat.of().formatHex(some);
    }
}
