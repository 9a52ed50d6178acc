package dev.surety.local.realm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Somebody from a {@code users.yaml}.
 *
 * @param id        user name
 * @param groups    full paths without a leading slash, parted by slashes: {@code engineering/platform}
 * @param clearance at least 0; 0, the least, when the file says nothing
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Person(String id, String name, String title, String tenant, List<String> groups, int clearance) {

    /** The tenant of those who only visit: they have no login. */
    private static final String NOBODYS_TENANT = "none";

    private static final YAMLMapper YAML = new YAMLMapper();

    public Person {
        Objects.requireNonNull(id, "a principal has no id");
        Objects.requireNonNull(tenant, () -> id + " has no tenant");
        name = Objects.requireNonNullElse(name, id);
        title = Objects.requireNonNullElse(title, "");
        groups = groups == null ? List.of() : List.copyOf(groups);
        if (clearance < 0) {
            throw new IllegalArgumentException(id + " has clearance " + clearance + ", below 0");
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record File(List<Person> principals) {}

    /** All principals of a {@code users.yaml}, in its order. */
    public static List<Person> read(Path usersYaml) throws IOException {
        File file;
        try {
            file = YAML.readValue(usersYaml.toFile(), File.class);
        } catch (JsonProcessingException wrong) {
            throw new IOException(usersYaml + ": " + wrong.getOriginalMessage(), wrong);
        }
        if (file == null || file.principals() == null) {
            throw new IOException(usersYaml + " has no list named principals");
        }
        return file.principals();
    }

    public boolean hasLogin() {
        return !tenant.equals(NOBODYS_TENANT);
    }

    String firstName() {
        int space = name.indexOf(' ');
        return space < 0 ? name : name.substring(0, space);
    }

    String lastName() {
        int space = name.indexOf(' ');
        return space < 0 ? "" : name.substring(space + 1).strip();
    }
}
