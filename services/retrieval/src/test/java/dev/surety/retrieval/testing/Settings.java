package dev.surety.retrieval.testing;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Map;

/** Configuration as start-up reads it: defaults, then what is given; bounds are checked. */
public final class Settings {

    private Settings() {}

    /** @throws io.smallrye.config.ConfigValidationException when a value is out of its bounds */
    public static <T> T read(Class<T> mapping, Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(mapping)
                .withMappingIgnore("surety.**")
                .addDiscoveredConverters()
                .withValidator(new Bounds())
                .withSources(new PropertiesConfigSource(properties, "test", 500))
                .build()
                .getConfigMapping(mapping);
    }

    private static final class Bounds implements BeanValidationConfigValidator {

        @Override
        public Validator getValidator() {
            return Validation.buildDefaultValidatorFactory().getValidator();
        }
    }
}
