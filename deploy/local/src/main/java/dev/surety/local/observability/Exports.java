package dev.surety.local.observability;

import dev.surety.contract.ContractFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that is exported of a contract.
 *
 * @param files content by path below the folder of exports
 */
record Exports(SortedMap<String, String> files) {

    private static final String OPEN_SLO = "openslo";

    Exports {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * The exports of an accepted contract.
     *
     * @param runbooks put before the paths of runbooks, so that alerts carry addresses; empty leaves paths
     * @throws IllegalArgumentException when the contract promises what an export can't say
     */
    static Exports of(ContractFile file, String runbooks) {
        var files = new TreeMap<String, String>();
        new OpenSlo(file).files().forEach((name, text) -> files.put(OPEN_SLO + "/" + name, text));
        files.put("prometheus/rules.yaml", new RuleFile(file, new Runbooks(file.contract(), runbooks)).text());
        files.put("grafana/surety.json", new Dashboard(file).text());
        return new Exports(files);
    }

    /** Replaces what an earlier export wrote; files of others stay. */
    void write(Path folder) throws IOException {
        for (var file : files.entrySet()) {
            var path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        try (var found = Files.newDirectoryStream(folder.resolve(OPEN_SLO), "*.yaml")) {
            for (var path : found) {
                if (!files.containsKey(OPEN_SLO + "/" + path.getFileName()) && Files.readString(path).contains(Origin.WORDS)) {
                    Files.delete(path);
                }
            }
        }
    }
}
