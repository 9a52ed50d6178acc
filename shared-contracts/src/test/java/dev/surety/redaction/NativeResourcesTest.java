package dev.surety.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What libphonenumber loads by name goes into a native program. iban4j has its tables in classes. */
class NativeResourcesTest {

    private static final String REGISTERED = "/META-INF/native-image/dev.surety/surety-shared-contracts/resource-config.json";
    private static final String DATA = "com/google/i18n/phonenumbers/data/";

    @Test
    void dataOfEveryCountryIsRegistered() throws Exception {
        var patterns = patterns();

        var data = new ArrayList<String>();
        try (var jar = new JarFile(Path.of(PhoneNumberUtil.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toFile())) {
            // Numbers of few digits, such as those of the police, are nobody's and are not asked for.
            jar.stream().map(entry -> entry.getName()).filter(name -> name.startsWith(DATA) && !name.endsWith("/") && !name.contains("/Short")).forEach(data::add);
        }

        assertTrue(data.contains(DATA + "PhoneNumberMetadataProto_DE") && data.size() > PhoneNumberUtil.getInstance().getSupportedRegions().size(), data::toString);
        assertEquals(List.of(), data.stream().filter(name -> patterns.stream().noneMatch(pattern -> pattern.matcher(name).matches())).toList());
    }

    private static List<Pattern> patterns() throws IOException {
        try (var registered = NativeResourcesTest.class.getResourceAsStream(REGISTERED)) {
            var patterns = new ArrayList<Pattern>();
            new ObjectMapper().readTree(registered).at("/resources/includes").forEach(one -> patterns.add(Pattern.compile(one.path("pattern").asText())));
            return patterns;
        }
    }
}
