package io.vedette.core.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a device is, said once each time it connects.
 *
 * @param site where it stands, in words, if it was told
 * @param tags what its owner groups it by
 * @param labels the classes of the release at work
 * @param variant the model file at work, such as {@code onnx-int8}
 * @param capabilities what it can do, such as {@code classify} or {@code gpio}
 */
public record Birth(
        Header header,
        String software,
        Hardware hardware,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String site,
        Map<String, String> tags,
        List<Camera> cameras,
        List<String> labels,
        String variant,
        List<String> capabilities)
        implements Message {

    public Birth {
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
        cameras = List.copyOf(cameras);
        labels = List.copyOf(labels);
        capabilities = List.copyOf(capabilities);
    }

    /** The machine. */
    public record Hardware(
            String model, String architecture, String operatingSystem, int processors, long memoryBytes) {}

    /**
     * A camera.
     *
     * @param source its address without credentials
     */
    public record Camera(String name, String source) {}
}
