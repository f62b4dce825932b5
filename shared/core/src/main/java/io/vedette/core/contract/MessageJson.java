package io.vedette.core.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.core.contract.MessageException.Fault;
import io.vedette.core.json.JsonFormatException;
import io.vedette.core.json.RecordJson;

/** Messages as JSON. Fields that a newer minor version added are ignored; a newer major version is refused. */
public final class MessageJson {
    /** The most bytes a message may have. */
    public static final int MAX_BYTES = 256 * 1024;

    private static final String MAJOR = "1.";
    private static final int SHOWN_CHARACTERS = 200;

    private MessageJson() {}

    /** The JSON form. */
    public static byte[] write(Message message) {
        return RecordJson.write((Record) message);
    }

    /**
     * The message that arrived on a topic.
     *
     * @throws MessageException if it is not one, or does not belong there
     */
    public static Message read(String topic, byte[] payload) {
        Topic parsed = Topic.find(topic)
                .orElseThrow(
                        () -> new MessageException(Fault.UNKNOWN_TOPIC, "No topic of the contract: " + shown(topic)));
        Message message = read(parsed.kind(), payload);
        if (!message.header().device().equals(parsed.device())) {
            throw new MessageException(
                    Fault.WRONG_DEVICE,
                    "Device " + parsed.device() + " sent a message of "
                            + message.header().device());
        }
        return message;
    }

    private static Message read(TopicKind kind, byte[] payload) {
        return switch (kind) {
            case STATUS -> read(Status.class, payload);
            case BIRTH -> read(Birth.class, payload);
            case PREDICTION -> read(Prediction.class, payload);
            case CAMERA_HEALTH -> read(CameraHealth.class, payload);
            case TELEMETRY -> read(Telemetry.class, payload);
            case ERROR -> read(ErrorReport.class, payload);
            case DRIFT -> read(DriftReport.class, payload);
            case REPORTED_STATE -> read(ReportedState.class, payload);
            case UPDATE -> read(UpdateReport.class, payload);
            case DESIRED_STATE -> read(DesiredState.class, payload);
            case ACKNOWLEDGEMENT -> read(Acknowledgement.class, payload);
        };
    }

    /**
     * The message of the given type.
     *
     * @throws MessageException if it is not one
     */
    public static <T extends Record & Message> T read(Class<T> type, byte[] payload) {
        if (payload.length > MAX_BYTES) {
            throw new MessageException(
                    Fault.OVERSIZED, "A message of " + payload.length + " bytes; allowed are " + MAX_BYTES);
        }
        try {
            JsonNode tree = RecordJson.readTree(payload);
            String schema = tree.path("header").path("schema").asText();
            if (!schema.isEmpty() && !schema.startsWith(MAJOR)) {
                throw new MessageException(
                        Fault.UNKNOWN_SCHEMA, "Expected schema " + MAJOR + "x but found '" + shown(schema) + "'");
            }
            return RecordJson.read(tree, type);
        } catch (JsonFormatException e) {
            throw new MessageException(Fault.MALFORMED, shown(String.valueOf(e.getMessage())), e);
        }
    }

    /** What came from outside, fit for a log: one line, not too long. */
    private static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + "…";
    }
}
