package io.vedette.agent.wiring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.core.json.RecordJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the configuration: defaults, overridden by a file, by the environment, by the command line. A key that is not known is an error. */
final class ConfigurationReader {
    private static final String DEFAULTS = "agent-defaults.yaml";
    private static final String CAMERA = "camera";
    private static final String CAMERAS = "cameras";
    private static final String PREFIX = "VEDETTE_";
    /** Variables of the launcher and of the tests, which are no keys. */
    private static final Pattern NOT_KEYS = Pattern.compile("VEDETTE_(JAVA|TEST)_.*");

    private static final int NEAR = 3;

    private static final ObjectMapper MAPPER = RecordJson.newMapper()
            .setPropertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .registerModule(new SimpleModule().addDeserializer(Duration.class, new DurationText()));

    private final ObjectNode tree;
    private final ObjectNode cameraDefaults;

    /**
     * A reader with the defaults.
     *
     * @param hostName from which the device's id is made where none is given
     */
    ConfigurationReader(String hostName) {
        this.tree = readDefaults();
        this.cameraDefaults = (ObjectNode) tree.remove(CAMERA);
        String id =
                hostName.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-").replaceFirst("^-+", "");
        tree.put("device", id.isEmpty() ? "device" : id.substring(0, Math.min(63, id.length())));
    }

    private static ObjectNode readDefaults() {
        try (InputStream in =
                Objects.requireNonNull(ConfigurationReader.class.getResourceAsStream(DEFAULTS), DEFAULTS)) {
            return parse(DEFAULTS, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("A resource of ours can always be read: " + DEFAULTS, e);
        }
    }

    /** Takes over a YAML file. */
    ConfigurationReader withFile(Path file) {
        try {
            merge(tree, parse(file.toString(), Files.readString(file)));
            return this;
        } catch (NoSuchFileException e) {
            throw new ConfigurationException("", "There is no configuration file " + file, e);
        } catch (IOException e) {
            throw new ConfigurationException("", "Cannot read the configuration file " + file + ": " + e, e);
        }
    }

    /** Takes over the variables that begin with {@code VEDETTE_}. */
    ConfigurationReader withEnvironment(Map<String, String> environment) {
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            String name = variable.getKey();
            if (name.startsWith(PREFIX) && !NOT_KEYS.matcher(name).matches()) {
                set(findPath(name), variable.getValue());
            }
        }
        return this;
    }

    /** Takes over one value, in YAML's form, at a path such as {@code cameras.belt.source}. */
    ConfigurationReader with(String path, String value) {
        set(List.of(path.split("\\.", -1)), value);
        return this;
    }

    /** Takes over one value as it is, without regard to YAML. */
    ConfigurationReader withText(List<String> path, String value) {
        set(path, MAPPER.getNodeFactory().textNode(value));
        return this;
    }

    /** Takes over a list of values as they are. */
    ConfigurationReader withTexts(List<String> path, List<String> values) {
        set(path, MAPPER.valueToTree(values));
        return this;
    }

    private void set(List<String> path, String value) {
        try {
            set(path, MAPPER.<JsonNode>valueToTree(newYaml().load(value)));
        } catch (YAMLException e) {
            throw new ConfigurationException(String.join(".", path), "not YAML: " + value, e);
        }
    }

    private void set(List<String> path, JsonNode value) {
        ObjectNode at = tree;
        for (String key : path.subList(0, path.size() - 1)) {
            JsonNode next = at.get(key);
            at = next instanceof ObjectNode object ? object : at.putObject(key);
        }
        String last = path.get(path.size() - 1);
        if (at.get(last) instanceof ObjectNode below && value instanceof ObjectNode above) {
            merge(below, above);
        } else {
            at.set(last, value);
        }
    }

    /** Forgets the cameras. */
    ConfigurationReader withoutCameras() {
        tree.putObject(CAMERAS);
        return this;
    }

    /** The path of a variable: each key in upper case with underscores. */
    private List<String> findPath(String variable) {
        String rest = variable.substring(PREFIX.length());
        for (Iterator<String> keys = tree.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (key.equals(CAMERAS) && rest.startsWith("CAMERAS_")) {
                return cameraPath(variable, rest.substring("CAMERAS_".length()));
            }
            if (rest.equals(upper(key))) {
                return List.of(key);
            }
            if (tree.get(key) instanceof ObjectNode object && rest.startsWith(upper(key) + "_")) {
                return List.of(key, findKey(variable, rest.substring(key.length() + 1), object));
            }
        }
        throw new ConfigurationException(variable, "this environment variable names no key of the configuration");
    }

    private List<String> cameraPath(String variable, String rest) {
        for (Iterator<String> keys = cameraDefaults.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            String suffix = "_" + upper(key);
            if (rest.endsWith(suffix) && rest.length() > suffix.length()) {
                String camera = rest.substring(0, rest.length() - suffix.length());
                return List.of(CAMERAS, camera.toLowerCase(Locale.ROOT).replace('_', '-'), key);
            }
        }
        throw new ConfigurationException(variable, "this environment variable names no key of a camera");
    }

    private static String findKey(String variable, String rest, ObjectNode object) {
        for (Iterator<String> keys = object.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (rest.equals(upper(key))) {
                return key;
            }
        }
        throw new ConfigurationException(variable, "this environment variable names no key of the configuration");
    }

    private static String upper(String key) {
        return key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /**
     * The configuration.
     *
     * @throws ConfigurationException if a key is not known, a value is missing or is not one
     */
    AgentConfiguration read() {
        ObjectNode complete = tree.deepCopy();
        completeCameras(complete);
        try {
            AgentConfiguration configuration = MAPPER.treeToValue(complete, AgentConfiguration.class);
            return Objects.requireNonNull(configuration);
        } catch (UnrecognizedPropertyException e) {
            throw new ConfigurationException(pathOf(e), unknown(e.getPropertyName(), e.getKnownPropertyIds()), e);
        } catch (JsonMappingException e) {
            throw new ConfigurationException(pathOf(e), reasonOf(e), e);
        } catch (JsonProcessingException e) {
            throw new ConfigurationException("", String.valueOf(e.getOriginalMessage()), e);
        }
    }

    private void completeCameras(ObjectNode complete) {
        if (!(complete.get(CAMERAS) instanceof ObjectNode cameras)) {
            return;
        }
        for (Map.Entry<String, JsonNode> camera : cameras.properties()) {
            if (camera.getValue() instanceof ObjectNode given) {
                requireKnown(CAMERAS + "." + camera.getKey(), given);
                ObjectNode merged = cameraDefaults.deepCopy();
                merge(merged, given);
                camera.setValue(merged);
            }
        }
    }

    /** A camera's constructor would complain first, of what a misspelt key left out. */
    private void requireKnown(String path, ObjectNode given) {
        List<String> known = new ArrayList<>();
        cameraDefaults.fieldNames().forEachRemaining(known::add);
        for (Map.Entry<String, JsonNode> entry : given.properties()) {
            if (!known.contains(entry.getKey())) {
                throw new ConfigurationException(path + "." + entry.getKey(), unknown(entry.getKey(), known));
            }
        }
    }

    private static void merge(ObjectNode base, ObjectNode over) {
        for (Map.Entry<String, JsonNode> entry : over.properties()) {
            JsonNode present = base.get(entry.getKey());
            if (present instanceof ObjectNode below && entry.getValue() instanceof ObjectNode above) {
                merge(below, above);
            } else {
                base.set(entry.getKey(), entry.getValue());
            }
        }
    }

    private static ObjectNode parse(String name, String text) {
        try {
            Object loaded = newYaml().load(new StringReader(text));
            if (loaded == null) {
                return MAPPER.createObjectNode();
            }
            if (MAPPER.valueToTree(loaded) instanceof ObjectNode object) {
                return object;
            }
            throw new ConfigurationException("", name + " does not hold keys and values");
        } catch (YAMLException e) {
            throw new ConfigurationException("", name + " is not YAML: " + e.getMessage(), e);
        }
    }

    private static Yaml newYaml() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(options));
    }

    private static String pathOf(JsonMappingException e) {
        return e.getPath().stream()
                .map(reference ->
                        reference.getFieldName() == null ? "[" + reference.getIndex() + "]" : reference.getFieldName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    private static String unknown(String name, @Nullable Collection<?> known) {
        if (known == null) {
            return "this key is not known";
        }
        List<String> keys = known.stream().map(Object::toString).sorted().toList();
        String near = keys.stream()
                .filter(key -> distance(name, key) <= NEAR)
                .sorted(Comparator.comparingInt(key -> distance(name, key)))
                .limit(NEAR)
                .collect(Collectors.joining(" or "));
        return "this key is not known; "
                + (near.isEmpty() ? "known are " + String.join(", ", keys) : "did you mean " + near + "?");
    }

    /** Edits that make one text of the other. */
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int same = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(same, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[to.length()];
    }

    private static String reasonOf(JsonMappingException e) {
        Throwable cause = e.getCause();
        if (cause instanceof IllegalArgumentException || cause instanceof ArithmeticException) {
            return String.valueOf(cause.getMessage());
        }
        if (cause instanceof NullPointerException) {
            return "a value is missing";
        }
        return String.valueOf(e.getOriginalMessage());
    }
}
