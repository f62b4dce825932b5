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
    private static final String CAMERA = "camera/";

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
        String suffix = camera == null ? kind.suffix() : CAMERA + camera + "/" + kind.suffix();
        return ROOT + device + "/" + suffix;
    }

    /** The topic that {@code text} names, if it names one of ours. */
    public static Optional<Topic> find(String text) {
        if (!text.startsWith(ROOT)) {
            return Optional.empty();
        }
        String rest = text.substring(ROOT.length());
        int deviceEnd = rest.indexOf('/');
        if (deviceEnd < 0 || !DeviceId.isValid(rest.substring(0, deviceEnd))) {
            return Optional.empty();
        }
        DeviceId device = new DeviceId(rest.substring(0, deviceEnd));
        String name = rest.substring(deviceEnd + 1);
        String camera = null;
        if (name.startsWith(CAMERA)) {
            int cameraEnd = name.indexOf('/', CAMERA.length());
            if (cameraEnd < 0 || !DeviceId.isValid(name.substring(CAMERA.length(), cameraEnd))) {
                return Optional.empty();
            }
            camera = name.substring(CAMERA.length(), cameraEnd);
            name = name.substring(cameraEnd + 1);
        }
        for (TopicKind kind : TopicKind.values()) {
            if (kind.isOfCamera() == (camera != null) && name.equals(kind.suffix())) {
                return Optional.of(new Topic(device, kind, camera));
            }
        }
        return Optional.empty();
    }
}
