package io.vedette.core.contract;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A topic under a device: {@code vedette/v1/{device}/…}.
 *
 * @param camera the camera of a camera's topic, otherwise null
 */
public record Topic(DeviceId device, TopicKind kind, @Nullable String camera) {
    static final String ROOT = "vedette/v1/";

    public Topic {
        if (kind.isOfCamera() != (camera != null)) {
            throw new IllegalArgumentException("topic of kind " + kind + " with camera " + camera);
        }
        if (camera != null && !DeviceId.isValid(camera)) {
            throw new IllegalArgumentException(
                    "camera is not 1 to 63 lower-case letters, digits and dashes: '" + camera + "'");
        }
    }

    public Topic(DeviceId device, TopicKind kind) {
        this(device, kind, null);
    }

    /** The topic's text. */
    @Override
    public String toString() {
        String suffix = camera == null ? kind.suffix() : "camera/" + camera + "/" + kind.suffix();
        return ROOT + device + "/" + suffix;
    }

    /** The topic that {@code text} names, if it names one of ours. */
    public static Optional<Topic> find(String text) {
        if (!text.startsWith(ROOT)) {
            return Optional.empty();
        }
        String[] levels = text.substring(ROOT.length()).split("/", -1);
        if (!DeviceId.isValid(levels[0])) {
            return Optional.empty();
        }
        DeviceId device = new DeviceId(levels[0]);
        for (TopicKind kind : TopicKind.values()) {
            if (!kind.isOfCamera() && levels.length == 2 && levels[1].equals(kind.suffix())) {
                return Optional.of(new Topic(device, kind));
            }
            if (kind.isOfCamera()
                    && levels.length == 4
                    && levels[1].equals("camera")
                    && DeviceId.isValid(levels[2])
                    && levels[3].equals(kind.suffix())) {
                return Optional.of(new Topic(device, kind, levels[2]));
            }
        }
        return Optional.empty();
    }
}
