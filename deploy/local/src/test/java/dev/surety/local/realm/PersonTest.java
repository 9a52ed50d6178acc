package dev.surety.local.realm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonTest {

    @TempDir
    Path folder;

    @Test
    void fileIsReadInItsOrder() throws IOException {
        List<Person> people = read("""
                principals:
                  - id: bob
                    name: Bob van Achterberg
                    title: Platform engineer
                    tenant: kestrel
                    groups: [kestrel-staff, engineering/platform]
                    clearance: 1
                  - { id: guest, name: (not signed in), tenant: none, groups: [], clearance: 0 }
                """);

        assertEquals(new Person("bob", "Bob van Achterberg", "Platform engineer", "kestrel", List.of("kestrel-staff", "engineering/platform"), 1),
                people.getFirst());
        assertEquals("Bob", people.getFirst().firstName());
        assertEquals("van Achterberg", people.getFirst().lastName());
        assertTrue(people.getFirst().hasLogin());
        assertFalse(people.getLast().hasLogin());
    }

    @Test
    void personWithoutATenantIsRefused() {
        var failure = assertThrows(IOException.class, () -> read("principals: [{ id: bob }]"));

        assertTrue(failure.getMessage().contains("bob has no tenant"), failure.getMessage());
    }

    @Test
    void fileWithoutPrincipalsIsRefused() {
        var failure = assertThrows(IOException.class, () -> read("people: []"));

        assertTrue(failure.getMessage().endsWith("has no list named principals"), failure.getMessage());
    }

    private List<Person> read(String yaml) throws IOException {
        return Person.read(Files.writeString(folder.resolve("users.yaml"), yaml));
    }
}
