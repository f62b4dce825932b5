package io.vedette.core.contract;

import io.vedette.core.stats.HistogramRecorder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One message of each kind, as a device or console would write it. */
final class Samples {
    static final DeviceId DEVICE = new DeviceId("press-7");
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00.250Z");

    private Samples() {}

    static Map<TopicKind, Message> all() {
        HistogramRecorder latencies = HistogramRecorder.ofLatenciesMs();
        latencies.record(3.2);
        return Map.of(
                TopicKind.STATUS,
                new Status(header(null), Status.Availability.ONLINE),
                TopicKind.BIRTH,
                new Birth(
                        header(null),
                        "vedette 0.1.0",
                        new Birth.Hardware("Raspberry Pi 5", "aarch64", "Linux 6.6", 4, 8L << 30),
                        "Hall 2",
                        Map.of("line", "3"),
                        List.of(new Birth.Camera("belt", "rtsp://camera/stream")),
                        List.of("good", "bad"),
                        "onnx-int8",
                        List.of("classify")),
                TopicKind.PREDICTION,
                new Prediction(
                        header(new Position("0f3c", 17)),
                        "belt",
                        "b1-belt-4",
                        Prediction.Phase.NEW,
                        "good",
                        0.93,
                        List.of(new Prediction.Score("good", 0.93), new Prediction.Score("bad", 0.07)),
                        100,
                        102,
                        NOW,
                        new Prediction.Latency(0.2, 3.1, 3.6)),
                TopicKind.CAMERA_HEALTH,
                new CameraHealth(header(null), "belt", CameraHealth.State.NO_FRAMES, NOW, "connection refused"),
                TopicKind.TELEMETRY,
                new Telemetry(
                        header(new Position("0f3c", 18)),
                        60_000,
                        0.3,
                        new Telemetry.Memory(120_000_000, 40_000_000),
                        null,
                        List.of(new Telemetry.CameraRate("belt", 1800, 3, 29.9, latencies.snapshot())),
                        new Telemetry.Outbox(2, 900, 17, 0),
                        1),
                TopicKind.ERROR,
                new ErrorReport(
                        header(new Position("0f3c", 19)), "camera-unreadable", "connection refused", 3, NOW, NOW),
                TopicKind.ACKNOWLEDGEMENT,
                new Acknowledgement(
                        header(null), "0f3c", 19, List.of(new SequenceRange(3, 4), new SequenceRange(9, 9))));
    }

    static Header header(@Nullable Position position) {
        return new Header(
                Header.SCHEMA,
                DEVICE,
                "5d2e",
                NOW,
                12_345,
                ClockState.SYNCHRONIZED,
                false,
                new Release("belt", 3, "ab".repeat(32)),
                position);
    }
}
