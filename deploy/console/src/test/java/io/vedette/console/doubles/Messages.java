package io.vedette.console.doubles;

import io.vedette.core.contract.Birth;
import io.vedette.core.contract.CameraHealth;
import io.vedette.core.contract.ClockState;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.ErrorReport;
import io.vedette.core.contract.Header;
import io.vedette.core.contract.Position;
import io.vedette.core.contract.Prediction;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.ReportedState;
import io.vedette.core.contract.ReportedState.Slot;
import io.vedette.core.contract.ReportedState.SlotHealth;
import io.vedette.core.contract.ReportedState.SlotReport;
import io.vedette.core.contract.Status;
import io.vedette.core.contract.Status.Availability;
import io.vedette.core.contract.Telemetry;
import io.vedette.core.contract.UpdateReport;
import io.vedette.core.stats.HistogramRecorder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages as a device writes them. */
public final class Messages {
    public static final Release RELEASE = new Release("fashion", 3, "a".repeat(64));
    public static final List<String> LABELS = List.of(
            "T-shirt/top",
            "Trouser",
            "Pullover",
            "Dress",
            "Coat",
            "Sandal",
            "Shirt",
            "Sneaker",
            "Bag",
            "Ankle boot",
            "empty");

    private final DeviceId device;
    private final String boot;
    private final String outbox;
    private final Instant startedAt;
    private final Release release;

    public Messages(String device, String boot, String outbox, Instant startedAt) {
        this(device, boot, outbox, startedAt, RELEASE);
    }

    public Messages(String device, String boot, String outbox, Instant startedAt, Release release) {
        this.device = new DeviceId(device);
        this.boot = boot;
        this.outbox = outbox;
        this.startedAt = startedAt;
        this.release = release;
    }

    public Messages(String device) {
        this(device, "boot-1", "outbox-1", Instant.parse("2026-11-01T12:00:00Z"));
    }

    public Status status(Availability availability) {
        return new Status(header(startedAt, null), availability);
    }

    public Birth birth(@Nullable String site, String... cameras) {
        return new Birth(
                header(startedAt, null),
                "vedette 0.1.0",
                new Birth.Hardware("Raspberry Pi 5 Model B Rev 1.0", "aarch64", "Debian GNU/Linux 12", 4, 8L << 30),
                site,
                Map.of("line", "packing"),
                List.of(cameras).stream()
                        .map(camera -> new Birth.Camera(camera, "rtsp://camera.local/" + camera))
                        .toList(),
                LABELS,
                "tflite-int8",
                List.of("classify"));
    }

    public CameraHealth health(String camera, CameraHealth.State state, String detail) {
        return new CameraHealth(header(startedAt, null), camera, state, startedAt, detail);
    }

    public Prediction prediction(long sequence, String label) {
        return prediction(sequence, startedAt, "belt", Prediction.Phase.NEW, label, 0.93, 6.5);
    }

    public Prediction prediction(
            long sequence,
            Instant time,
            String camera,
            Prediction.Phase phase,
            String label,
            double confidence,
            double latencyMs) {
        return new Prediction(
                header(time, sequence),
                camera,
                boot + "-" + sequence / 3,
                phase,
                label,
                confidence,
                List.of(
                        new Prediction.Score(label, confidence),
                        new Prediction.Score("Shirt", (1 - confidence) * 0.7),
                        new Prediction.Score("Coat", (1 - confidence) * 0.2)),
                sequence * 30,
                sequence * 30 + 14,
                phase == Prediction.Phase.NEW ? time : time.minusMillis(1_300),
                new Prediction.Latency(latencyMs * 0.2, latencyMs * 0.7, latencyMs));
    }

    public Telemetry telemetry(long sequence, long oldestSequence, long discarded) {
        return telemetry(sequence, startedAt, oldestSequence, discarded, 29.9, 7);
    }

    public Telemetry telemetry(
            long sequence, Instant time, long oldestSequence, long discarded, double framesPerSecond, double medianMs) {
        HistogramRecorder latency = HistogramRecorder.ofLatenciesMs();
        for (int i = 0; i < 200; i++) {
            latency.record(medianMs * (0.7 + i * 0.003 + (i > 190 ? 1 : 0)));
        }
        return new Telemetry(
                header(time, sequence),
                time.toEpochMilli() - startedAt.toEpochMilli(),
                0.31,
                new Telemetry.Memory(118L << 20, 41L << 20),
                54.2,
                List.of(new Telemetry.CameraRate("belt", sequence * 150, 4, framesPerSecond, latency.snapshot())),
                new Telemetry.Outbox(Math.max(0, sequence - oldestSequence), 4_096, oldestSequence, discarded),
                0);
    }

    public ErrorReport error(long sequence, String kind, String message) {
        return new ErrorReport(header(startedAt, sequence), kind, message, 4, startedAt, startedAt.plusSeconds(60));
    }

    /** That the factory's release is at work and that slot A holds another. */
    public ReportedState reported(long desiredVersion, int highestCommitted) {
        return new ReportedState(
                header(startedAt, null),
                desiredVersion,
                highestCommitted,
                "onnx-int8",
                List.of(
                        new SlotReport(Slot.FACTORY, SlotHealth.GOOD, true, release),
                        new SlotReport(
                                Slot.A,
                                SlotHealth.UNTRIED,
                                false,
                                new Release(release.name(), release.number() + 1, "b".repeat(64))),
                        new SlotReport(Slot.B, SlotHealth.EMPTY, false, null)));
    }

    public UpdateReport update(
            long desiredVersion,
            Release target,
            UpdateReport.Step step,
            UpdateReport.@Nullable Progress chunks,
            @Nullable String check,
            String reason) {
        Instant now = Instant.now();
        return new UpdateReport(header(now, null), desiredVersion, target, step, 1, now, chunks, check, reason);
    }

    Header header(Instant time, @Nullable Long sequence) {
        return new Header(
                Header.SCHEMA,
                device,
                boot,
                time,
                Math.max(0, time.toEpochMilli() - startedAt.toEpochMilli()),
                ClockState.SYNCHRONIZED,
                false,
                release,
                sequence == null ? null : new Position(outbox, sequence));
    }
}
