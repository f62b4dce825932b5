package io.vedette.core.contract;

import io.vedette.core.contract.ReportedState.Slot;
import io.vedette.core.contract.ReportedState.SlotHealth;
import io.vedette.core.contract.ReportedState.SlotReport;
import io.vedette.core.drift.Cause;
import io.vedette.core.drift.Measure;
import io.vedette.core.drift.Signal;
import io.vedette.core.drift.SignalReport;
import io.vedette.core.drift.Statistic;
import io.vedette.core.drift.Verdict;
import io.vedette.core.stats.HistogramRecorder;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One message of each kind, as a device or console would write it. */
final class Samples {
    static final DeviceId DEVICE = new DeviceId("press-7");
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00.250Z");

    private static final Release RELEASE = new Release("belt", 3, "ab".repeat(32));

    private Samples() {}

    static Map<TopicKind, Message> all() {
        HistogramRecorder latencies = HistogramRecorder.ofLatenciesMs();
        latencies.record(3.2);
        Map<TopicKind, Message> all = new EnumMap<>(TopicKind.class);
        all.putAll(Map.of(
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
                        header(null), "0f3c", 19, List.of(new SequenceRange(3, 4), new SequenceRange(9, 9)))));
        all.put(TopicKind.DRIFT, drift());
        all.put(
                TopicKind.REPORTED_STATE,
                new ReportedState(
                        header(null),
                        4,
                        3,
                        "onnx-int8",
                        List.of(
                                new SlotReport(Slot.FACTORY, SlotHealth.GOOD, false, RELEASE),
                                new SlotReport(Slot.A, SlotHealth.GOOD, true, RELEASE),
                                new SlotReport(Slot.B, SlotHealth.EMPTY, false, null))));
        all.put(
                TopicKind.UPDATE,
                new UpdateReport(
                        header(null),
                        5,
                        new Release("belt", 4, "cd".repeat(32)),
                        UpdateReport.Step.DOWNLOADING,
                        1,
                        NOW,
                        new UpdateReport.Progress(1, 2),
                        "members",
                        "Member model.onnx has another digest"));
        all.put(TopicKind.DESIRED_STATE, new DesiredState(header(null), 5, RELEASE, artifact()));
        return all;
    }

    static Artifact artifact() {
        return new Artifact("ef".repeat(32), Artifact.CHUNK_BYTES + 1, List.of("01".repeat(32), "23".repeat(32)));
    }

    private static DriftReport drift() {
        HistogramRecorder luminance = new HistogramRecorder(0.2, 0.4);
        luminance.record(0.3);
        return new DriftReport(
                header(new Position("0f3c", 20)),
                "belt",
                new DriftReport.Window(NOW, NOW, 60),
                new DriftReport.Reference("a1b2", 1000, true),
                Verdict.ALARM,
                Cause.LIGHT,
                "luminance is 3.1 deviations below the reference",
                List.of("good", "bad"),
                List.of(new SignalReport(
                        Signal.LUMINANCE,
                        Verdict.ALARM,
                        60,
                        58.2,
                        50,
                        List.of(new Measure(Statistic.KOLMOGOROV_SMIRNOV, 0.8, 1e-9, 0.1, 0.2, Verdict.ALARM)),
                        luminance.snapshot(),
                        luminance.snapshot())));
    }

    static Header header(@Nullable Position position) {
        return new Header(
                Header.SCHEMA, DEVICE, "5d2e", NOW, 12_345, ClockState.SYNCHRONIZED, false, RELEASE, position);
    }
}
