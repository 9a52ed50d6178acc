package dev.surety.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContractReaderTest {

    private static final String REGISTERED = "/META-INF/native-image/dev.surety/surety-shared-contracts/reflect-config.json";

    /** A native program knows the components of those records only that are registered; a contract could not be read without them. */
    @Test
    void everyRecordThatIsReadByReflectionIsRegistered() throws IOException {
        var records = Stream.concat(Stream.of(Contract.class), Arrays.stream(Contract.class.getDeclaredClasses()).filter(Class::isRecord))
                .map(Class::getName)
                .collect(Collectors.toCollection(TreeSet::new));

        var registered = new TreeSet<String>();
        try (var in = Contract.class.getResourceAsStream(REGISTERED)) {
            new ObjectMapper().readTree(in).forEach(entry -> registered.add(entry.path("name").asText()));
        }

        assertEquals(records, registered);
    }

    @Test
    void whatMayBeLeftOutAreComponentsOfTheirRecords() {
        ContractReader.MAY_BE_LEFT_OUT.forEach((type, names) -> assertEquals(
                names,
                Arrays.stream(type.getRecordComponents()).map(component -> component.getName()).filter(names::contains).collect(Collectors.toSet())));
    }
}
