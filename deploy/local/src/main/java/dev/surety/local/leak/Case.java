package dev.surety.local.leak;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.surety.local.leak.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A world and one shot that leaks in it, as it can be kept in a file and tried again.
 *
 * @param seed    that it was drawn with
 * @param way     name of the way
 * @param who     aims
 * @param aimed   numbers of the documents aimed at
 * @param leaked  number of the document that was seen
 * @param earlier what was so before, when the leak needs a change: the same shot is done there first
 * @param now     what is so
 */
record Case(long seed, String way, String who, List<Integer> aimed, int leaked, World.@Nullable State earlier, World.State now) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    Case {
        aimed = List.copyOf(aimed);
    }

    static Case read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), Case.class);
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
    }

    Case withEarlier(World.@Nullable State other) {
        return new Case(seed, way, who, aimed, leaked, other, now);
    }

    Case aimedAt(List<Integer> fewer) {
        return new Case(seed, way, who, fewer, leaked, earlier, now);
    }

    Case in(World.State other) {
        return new Case(seed, way, who, aimed, leaked, earlier, other);
    }

    /** How large it is: documents that somebody may read, principals, groups. */
    String size() {
        return "%d documents, %d principals, %d memberships, %d aimed at%s".formatted(
                now.documents().size(),
                now.principals().size(),
                now.principals().stream().mapToInt(principal -> principal.groups().size()).sum(),
                aimed.size(),
                earlier == null ? "" : ", after a change");
    }
}
