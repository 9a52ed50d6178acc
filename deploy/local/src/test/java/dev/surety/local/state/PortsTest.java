package dev.surety.local.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void defaultsAreTheAgreedOnes() {
        Ports ports = Ports.from(Map.of());

        assertEquals(8080, ports.of("inference"));
        assertEquals(8180, ports.of("keycloak"));
        assertEquals(9092, ports.of("kafka"));
        assertEquals(5433, ports.of("postgres"));
    }

    @Test
    void offsetShiftsAllButThoseThatAreSet() {
        Ports ports = Ports.from(Map.of("SURETY_PORT_OFFSET", "100", "SURETY_PORT_IDENTITY_POLICY", "7777"));

        assertEquals(8180, ports.of("inference"));
        assertEquals(9193, ports.of("kafka-controller"));
        assertEquals(7777, ports.of("identity-policy"));
    }

    @Test
    void wrongValueIsNamedWithItsVariable() {
        var word = assertThrows(IllegalArgumentException.class, () -> Ports.from(Map.of("SURETY_PORT_KAFKA", "many")));
        var large = assertThrows(IllegalArgumentException.class, () -> Ports.from(Map.of("SURETY_PORT_OFFSET", "60000")));

        assertEquals("SURETY_PORT_KAFKA=many is not a number", word.getMessage());
        assertEquals("SURETY_PORT_INFERENCE leads to 68080, outside 1 to 65535: choose another value", large.getMessage());
    }

    @Test
    void freePortsDiffer() {
        Ports ports = Ports.free();

        assertEquals(Ports.names().size(), new HashSet<>(ports.byName().values()).size());
    }
}
