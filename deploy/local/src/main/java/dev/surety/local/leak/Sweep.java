package dev.surety.local.leak;

import dev.surety.local.leak.stack.Line;
import dev.surety.local.leak.world.Canaries;
import dev.surety.local.leak.world.Library;
import dev.surety.local.state.Site;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Places where no canary may ever stand, whoever looks: metrics, interface descriptions and logs of all parts. */
final class Sweep {

    private static final List<String> SERVICES = List.of("identity-policy", "retrieval", "ingestion", "inference", "evaluation");
    private static final List<String> PAGES = List.of("/q/metrics", "/q/openapi", "/q/health");

    private final Site site;
    private final Line line;
    private final Canaries canaries;

    Sweep(Site site, Line line, Library library) {
        this.site = site;
        this.line = line;
        this.canaries = new Canaries(library);
    }

    /** Where a canary stood, a line each; none is as it must be. */
    List<String> run() throws IOException, InterruptedException {
        var found = new ArrayList<String>();
        for (var service : SERVICES) {
            for (var page : PAGES) {
                look(service + page, line.get(service, page, Map.of("Accept", "*/*")).body(), found);
            }
        }
        try (var logs = Files.list(site.state().logs())) {
            for (var log : logs.filter(Files::isRegularFile).sorted().toList()) {
                look(log, found);
            }
        }
        return found;
    }

    private void look(Path log, List<String> found) throws IOException {
        // What a server writes need not be UTF-8.
        var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE);
        try (var reader = new BufferedReader(new InputStreamReader(Files.newInputStream(log), decoder))) {
            var number = 0;
            for (var text = reader.readLine(); text != null; text = reader.readLine()) {
                number++;
                look(log.getFileName() + ":" + number, text, found);
            }
        }
    }

    private void look(String where, String text, List<String> found) {
        canaries.in(text).stream().filter(sighting -> !sighting.isId()).findFirst().ifPresent(sighting -> found.add(
                "a canary of document %d (%s, %s) stands at %s".formatted(sighting.document().number(), sighting.what(), sighting.how(), where)));
    }
}
