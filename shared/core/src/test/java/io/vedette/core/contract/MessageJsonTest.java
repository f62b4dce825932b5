package io.vedette.core.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.vedette.core.contract.MessageException.Fault;
import io.vedette.core.json.RecordJson;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageJsonTest {
    /** Fields that a message may lack. */
    private static final Set<String> OPTIONAL = Set.of("site", "cause", "target", "chunks", "check");

    @ParameterizedTest
    @EnumSource(TopicKind.class)
    void read_whatWasWritten_isEqual(TopicKind kind) {
        Message message = Samples.all().get(kind);

        assertThat(MessageJson.read(topic(kind), MessageJson.write(message))).isEqualTo(message);
    }

    @ParameterizedTest
    @EnumSource(TopicKind.class)
    void write_anyKind_isValidByItsSchema(TopicKind kind) {
        JsonNode tree = RecordJson.readTree(MessageJson.write(Samples.all().get(kind)));

        assertThat(schema(kind).validate(tree)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TopicKind.class)
    void schema_anyKind_requiresEachField(TopicKind kind) {
        ObjectNode tree =
                (ObjectNode) RecordJson.readTree(MessageJson.write(Samples.all().get(kind)));
        for (String field : fieldNames(tree)) {
            ObjectNode without = tree.deepCopy();
            without.remove(field);
            if (!OPTIONAL.contains(field)) {
                assertThat(schema(kind).validate(without))
                        .as("without " + field)
                        .isNotEmpty();
                assertThat(faultOf(topic(kind), without)).as("without " + field).isEqualTo(Fault.MALFORMED);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TopicKind.class)
    void schema_anyKind_namesTheRecordsComponents(TopicKind kind) {
        RecordComponent[] components = Samples.all().get(kind).getClass().getRecordComponents();
        Set<String> expected = new TreeSet<>();
        Arrays.stream(components).forEach(component -> expected.add(component.getName()));

        assertThat(fieldNames((ObjectNode) schemaTree(kind).get("properties"))).isEqualTo(expected);
    }

    @Test
    void asyncApi_everyKind_isAChannel() throws Exception {
        try (InputStream in = MessageJson.class.getResourceAsStream("/vedette/asyncapi.yaml")) {
            String text = new String(in.readAllBytes(), UTF_8);
            for (TopicKind kind : TopicKind.values()) {
                String address = topic(kind).replace("press-7", "{device}").replace("belt", "{camera}");
                assertThat(text).contains("address: " + address + "\n");
                assertThat(text).contains("$ref: schema/v1/" + schemaName(kind));
            }
        }
    }

    @Test
    void read_newerMinorWithMoreFields_ignoresThem() {
        ObjectNode tree = tree(TopicKind.STATUS);
        tree.put("mood", "good");
        ((ObjectNode) tree.get("header")).put("schema", "1.9");

        assertThat(MessageJson.read(topic(TopicKind.STATUS), bytes(tree))).isInstanceOf(Status.class);
    }

    @Test
    void read_newerMajor_isRefusedAsUnknownSchema() {
        ObjectNode tree = tree(TopicKind.STATUS);
        ((ObjectNode) tree.get("header")).put("schema", "2.0");

        assertThat(faultOf(topic(TopicKind.STATUS), tree)).isEqualTo(Fault.UNKNOWN_SCHEMA);
    }

    @Test
    void read_anotherDevicesMessage_isRefused() {
        assertThat(faultOf("vedette/v1/other/status", tree(TopicKind.STATUS))).isEqualTo(Fault.WRONG_DEVICE);
    }

    @Test
    void read_tooManyBytes_isRefusedUnparsed() {
        MessageException refused = catchThrowableOfType(
                MessageException.class,
                () -> MessageJson.read(topic(TopicKind.STATUS), new byte[MessageJson.MAX_BYTES + 1]));

        assertThat(refused.fault()).isEqualTo(Fault.OVERSIZED);
    }

    @Test
    void read_noJson_saysSoOnOneLine() {
        MessageException refused = catchThrowableOfType(
                MessageException.class,
                () -> MessageJson.read(topic(TopicKind.STATUS), "{\"a\":\n\r\u0007fake log line".getBytes(UTF_8)));

        assertThat(refused.fault()).isEqualTo(Fault.MALFORMED);
        assertThat(refused.getMessage()).doesNotContain("\n").doesNotContain("\u0007");
    }

    @Test
    void read_probabilityAboveOne_isMalformed() {
        ObjectNode tree = tree(TopicKind.PREDICTION);
        tree.put("confidence", 1.5);

        assertThat(faultOf(topic(TopicKind.PREDICTION), tree)).isEqualTo(Fault.MALFORMED);
    }

    @Test
    void read_nestedFieldMissing_isMalformed() {
        ObjectNode tree = tree(TopicKind.BIRTH);
        ((ObjectNode) tree.get("hardware")).remove("model");

        assertThat(faultOf(topic(TopicKind.BIRTH), tree)).isEqualTo(Fault.MALFORMED);
    }

    @Test
    void read_topicOutsideTheContract_isRefused() {
        assertThat(faultOf("vedette/v1/press-7/camera/belt", tree(TopicKind.STATUS)))
                .isEqualTo(Fault.UNKNOWN_TOPIC);
        assertThat(faultOf("vedette/v1/press-7/status/x", tree(TopicKind.STATUS)))
                .isEqualTo(Fault.UNKNOWN_TOPIC);
        assertThat(faultOf("vedette/v1/press-7/state", tree(TopicKind.STATUS))).isEqualTo(Fault.UNKNOWN_TOPIC);
        assertThat(faultOf("vedette/v1/press-7/camera/belt/status", tree(TopicKind.STATUS)))
                .isEqualTo(Fault.UNKNOWN_TOPIC);
        assertThat(faultOf("vedette/v1/Press 7/status", tree(TopicKind.STATUS))).isEqualTo(Fault.UNKNOWN_TOPIC);
    }

    private static Fault faultOf(String topic, ObjectNode tree) {
        return catchThrowableOfType(MessageException.class, () -> MessageJson.read(topic, bytes(tree)))
                .fault();
    }

    private static String topic(TopicKind kind) {
        return new Topic(Samples.DEVICE, kind, kind.isOfCamera() ? "belt" : null).toString();
    }

    private static ObjectNode tree(TopicKind kind) {
        return (ObjectNode) RecordJson.readTree(MessageJson.write(Samples.all().get(kind)));
    }

    private static byte[] bytes(ObjectNode tree) {
        return tree.toString().getBytes(UTF_8);
    }

    private static Set<String> fieldNames(ObjectNode tree) {
        Set<String> names = new TreeSet<>();
        tree.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonSchema schema(TopicKind kind) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schemaTree(kind));
    }

    private static String schemaName(TopicKind kind) {
        return kind.suffix().replace('/', '-') + ".json";
    }

    private static JsonNode schemaTree(TopicKind kind) {
        try (InputStream in = MessageJson.class.getResourceAsStream("/vedette/schema/v1/" + schemaName(kind))) {
            return RecordJson.readTree(in.readAllBytes());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
