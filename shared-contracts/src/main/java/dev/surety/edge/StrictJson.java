package dev.surety.edge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** A value of the wrong type is refused, not bent until it fits: 5 is no question, and "2500" no number. */
@Singleton
public final class StrictJson implements ObjectMapperCustomizer {

    private static final Map<LogicalType, Set<CoercionInputShape>> WRONG = Map.of(
            LogicalType.Textual, Set.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean),
            LogicalType.Integer, Set.of(CoercionInputShape.String, CoercionInputShape.Float, CoercionInputShape.Boolean),
            LogicalType.Boolean, Set.of(CoercionInputShape.String, CoercionInputShape.Integer, CoercionInputShape.Float));

    @Override
    public void customize(ObjectMapper mapper) {
        WRONG.forEach((type, shapes) -> shapes.forEach(shape -> mapper.coercionConfigFor(type).setCoercion(shape, CoercionAction.Fail)));
    }
}
