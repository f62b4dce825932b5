package io.vedette.core.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records as JSON: names as in the record, enums in lower case, instants as ISO 8601. Unknown fields are ignored when reading, so that a newer
 * writer can add some; a field that is absent or null is refused unless its component is {@code @Nullable}.
 */
public final class RecordJson {
    private static final ObjectMapper MAPPER = newMapper();

    private RecordJson() {}

    /** A mapper set so; for places that need Jackson itself, such as a web framework. */
    public static ObjectMapper newMapper() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(new SimpleModule().addSerializer(new LowerCaseEnum()))
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .build();
    }

    /** The JSON form. */
    public static byte[] write(Record value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Every record of ours has a JSON form: " + value, e);
        }
    }

    /** The JSON form over several lines, for files that people open. */
    public static byte[] writeIndented(Record value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Every record of ours has a JSON form: " + value, e);
        }
    }

    /**
     * The tree of a JSON text.
     *
     * @throws JsonFormatException if it is not JSON
     */
    public static JsonNode readTree(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new JsonFormatException("Not JSON: " + reasonOf(e), e);
        }
    }

    /**
     * The record in a tree.
     *
     * @throws JsonFormatException if the tree does not have its form, or a value is refused
     */
    public static <T extends Record> T read(JsonNode tree, Class<T> type) {
        try {
            T value = MAPPER.treeToValue(tree, type);
            if (value == null) {
                throw new JsonFormatException("Expected a " + type.getSimpleName() + " but found nothing");
            }
            requireComplete(value, type.getSimpleName());
            return value;
        } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
            String reason = findMissing(tree, type, type.getSimpleName())
                    .map(name -> name + " is missing")
                    .orElseGet(() -> "Not a " + type.getSimpleName() + ": " + reasonOf(e));
            throw new JsonFormatException(reason, e);
        }
    }

    /**
     * The record in a JSON text.
     *
     * @throws JsonFormatException if the text does not hold one
     */
    public static <T extends Record> T read(byte[] json, Class<T> type) {
        return read(readTree(json), type);
    }

    /** Jackson's own message speaks of its settings and of Java's names for the fields. */
    private static @Nullable String reasonOf(Exception failure) {
        if (!(failure instanceof JsonProcessingException jackson)) {
            return failure.getMessage();
        }
        StringBuilder path = new StringBuilder();
        if (failure instanceof JsonMappingException mapping) {
            mapping.getPath().forEach(step -> path.append(
                            step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .append(": "));
        }
        return path + jackson.getOriginalMessage();
    }

    /** What a constructor stumbles over is told by the field's name, which its own failure does not know. */
    private static Optional<String> findMissing(JsonNode tree, Class<?> type, String path) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = path + "." + component.getName();
            JsonNode part = tree.path(component.getName());
            if (part.isMissingNode() || part.isNull()) {
                if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    return Optional.of(name);
                }
                continue;
            }
            Class<?> nested = part.isArray() ? elementType(component) : component.getType();
            for (JsonNode element : part.isArray() ? part : List.of(part)) {
                Optional<String> missing = nested.isRecord() ? findMissing(element, nested, name) : Optional.empty();
                if (missing.isPresent()) {
                    return missing;
                }
            }
        }
        return Optional.empty();
    }

    private static Class<?> elementType(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType type
                        && type.getActualTypeArguments()[0] instanceof Class<?> element
                ? element
                : Object.class;
    }

    private static void requireComplete(Record value, String path) {
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            String name = path + "." + component.getName();
            Object part = get(value, component);
            if (part == null) {
                if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    throw new JsonFormatException(name + " is missing");
                }
            } else if (part instanceof Record nested) {
                requireComplete(nested, name);
            } else if (part instanceof Iterable<?> list) {
                for (Object element : list) {
                    if (element instanceof Record nested) {
                        requireComplete(nested, name);
                    }
                }
            }
        }
    }

    private static @Nullable Object get(Record value, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("A record's component can always be read: " + component, e);
        }
    }

    /** Writes an enum's constant in lower case. */
    @SuppressWarnings("rawtypes")
    private static final class LowerCaseEnum extends StdSerializer<Enum> {
        private static final long serialVersionUID = 1;

        LowerCaseEnum() {
            super(Enum.class);
        }

        @Override
        public void serialize(Enum value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(value.name().toLowerCase(Locale.ROOT));
        }
    }
}
