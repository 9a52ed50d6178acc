package dev.surety.local.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.surety.local.leak.Surface.Covered;
import dev.surety.local.leak.way.Field;
import dev.surety.local.leak.way.Revoked;
import dev.surety.local.leak.way.Timings;
import dev.surety.local.leak.way.Way;
import dev.surety.local.leak.way.Ways;
import dev.surety.local.state.Checkout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SurfaceTest {

    private static final Field NOWHERE = new Field(null, null, null);

    @Test
    void everyOperationOfEveryServiceIsAimedAtOrCannotCarryADocument() throws IOException {
        var offered = new ArrayList<String>();
        for (var service : Surface.SERVICES) {
            var file = Checkout.find().root().resolve("services").resolve(service).resolve("src/main/openapi/openapi.yaml");
            offered.addAll(Surface.operations(service, YAMLMapper.builder().build().readTree(file.toFile())));
        }

        assertEquals(List.of(), Surface.gaps(offered));
    }

    @Test
    void anOperationThatNobodyThoughtAboutIsAGap() {
        var offered = new ArrayList<>(Surface.OPERATIONS.keySet());
        offered.add("inference get /v1/suggestions");
        offered.remove("inference post /v1/answers");

        assertEquals(
                List.of("inference get /v1/suggestions is neither aimed at nor known to carry no document", "inference post /v1/answers is listed and does not exist"),
                Surface.gaps(offered));
    }

    @Test
    void theWaysThatAreNamedExistAndTheOthersAreUsed() {
        var named = Surface.OPERATIONS.values().stream()
                .flatMap(covered -> switch (covered) {
                    case Covered.By(var ways) -> ways.stream();
                    case Covered.Not _ -> Stream.of();
                })
                .collect(Collectors.toSet());
        Set<String> there = Stream.concat(Ways.all(NOWHERE, new Timings()).stream(), Stream.of(new Revoked(NOWHERE))).map(Way::name).collect(Collectors.toSet());

        assertEquals(there, named);
    }
}
