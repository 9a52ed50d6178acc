package dev.surety.local.corpus;

import dev.surety.grant.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A folder of documents and the rules for reading them.
 *
 * @param folder    that holds {@code acl.yaml}
 * @param documents in the order of their paths
 */
public record Corpus(Path folder, List<Document> documents) {

    private static final Map<String, String> TYPES =
            Map.of("md", "text/markdown", "markdown", "text/markdown", "html", "text/html", "htm", "text/html", "txt", "text/plain");

    public Corpus {
        documents = List.copyOf(documents);
    }

    /**
     * One document of the folder.
     *
     * @param file        where it lies
     * @param path        below the folder, with slashes
     * @param contentType by its ending
     * @param updatedAt   when the file was last changed
     * @param access      by the rules
     */
    public record Document(Path file, String path, String contentType, Instant updatedAt, Access access) {}

    /**
     * Reads the rules and lists the documents. Files with other endings, and README and licence files, are not documents.
     *
     * @throws IOException when there is no folder, no {@code acl.yaml} or no document
     */
    public static Corpus of(Path folder) throws IOException {
        var acl = folder.resolve("acl.yaml");
        if (!Files.isRegularFile(acl)) {
            throw new IOException(acl + " is missing: without rules nobody may read anything");
        }
        var rules = AccessRules.read(acl);
        try (var files = Files.walk(folder)) {
            var documents = files.filter(Files::isRegularFile)
                    .filter(file -> TYPES.containsKey(ending(file)) && !isAboutTheFolder(file))
                    .sorted()
                    .map(file -> document(folder, file, rules))
                    .toList();
            if (documents.isEmpty()) {
                throw new IOException(folder + " holds no .md, .html or .txt document");
            }
            return new Corpus(folder, documents);
        }
    }

    private static Document document(Path folder, Path file, AccessRules rules) {
        var path = folder.relativize(file).toString().replace('\\', '/');
        return new Document(file, path, TYPES.get(ending(file)), Instant.ofEpochMilli(file.toFile().lastModified()), rules.of(path));
    }

    private static boolean isAboutTheFolder(Path file) {
        var name = file.getFileName().toString().toUpperCase(Locale.ROOT);
        return name.startsWith("README.") || name.startsWith("LICENSE.") || name.startsWith("LICENCE.") || name.startsWith("NOTICE.");
    }

    private static String ending(Path file) {
        var name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
