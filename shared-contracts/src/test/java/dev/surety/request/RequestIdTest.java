package dev.surety.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEXT = "0193a1c2-7b1e-7c3d-9a55-2f0c6d1e8b01";

    @Test
    void aValidOneIsKept() {
        assertEquals(Optional.of(TEXT), RequestId.parse(TEXT).map(RequestId::toString));
        assertEquals(RequestId.parse(TEXT), RequestId.parse("0193A1C2-7B1E-7C3D-9A55-2F0C6D1E8B01"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0193a1c2-7b1e-4c3d-9a55-2f0c6d1e8b01", // version 4
                "0193a1c2-7b1e-7c3d-1a55-2f0c6d1e8b01", // another variant
                "193a1c2-07b1e-7c3d-9a55-2f0c6d1e8b01", // as long, but its groups are not
                "0193a1c27b1e7c3d9a552f0c6d1e8b01",
                "{0193a1c2-7b1e-7c3d-9a55-2f0c6d1e8b01}",
                " 193a1c2-7b1e-7c3d-9a55-2f0c6d1e8b01",
                "0193a1c2-7b1e-7c3d-9a55-2f0c6d1e8b0g",
                "0193a1c2-7b1e-7c3d-9a55-2f0c6d1e8b01\n",
                "00000000-0000-0000-0000-000000000000"
            })
    void whatIsNoVersion7InItsCanonicalTextIsNotTaken(String text) {
        assertEquals(Optional.empty(), RequestId.parse(text));
    }

    /** The header comes from anybody. */
    @Property
    void anyTextIsReadOrNot(@ForAll String text) {
        var read = RequestId.parse(text);

        assertTrue(read.isEmpty() || read.get().toString().equalsIgnoreCase(text));
    }

    @Test
    void newOnesDifferAndSortByTime() {
        var ids = Stream.generate(RequestId::next).limit(10_000).map(RequestId::toString).toList();

        assertEquals(ids.size(), new HashSet<>(ids).size());
        assertEquals(ids.stream().sorted().toList(), ids);
        assertEquals(List.of(), ids.stream().filter(id -> RequestId.parse(id).isEmpty()).toList());
    }

    @Test
    void isATextInJson() throws JsonProcessingException {
        var id = new RequestId(UUID.fromString(TEXT));

        assertEquals('"' + TEXT + '"', JSON.writeValueAsString(id));
        assertEquals(id, JSON.readValue('"' + TEXT + '"', RequestId.class));
        assertThrows(JsonMappingException.class, () -> JSON.readValue('"' + TEXT.replace("-7c", "-4c") + '"', RequestId.class));
    }
}
