package io.vedette.console.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.console.doubles.DeviceDouble;
import io.vedette.console.doubles.DriftWindows;
import io.vedette.console.doubles.DriftWindows.Scene;
import io.vedette.console.doubles.Messages;
import io.vedette.console.telemetry.StoredDrift;
import io.vedette.core.contract.DriftReport;
import io.vedette.core.json.RecordJson;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drift reports from the broker to the interface. */
final class DriftTest {
    private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void ingest_driftOfTwoDevices_isStoredShownAndMerged() throws Exception {
        Messages first = new Messages("pi-1");
        Messages second = new Messages("pi-2");
        DriftReport unchanged = DriftWindows.report(first, 1, START, Scene.UNCHANGED, 1);
        DriftReport dark = DriftWindows.report(first, 2, START.plusSeconds(60), Scene.DARKER, 2);
        DriftReport other = DriftWindows.report(second, 1, START, Scene.DARKER, 3);
        try (RunningConsole console = RunningConsole.start(folder, null);
                DeviceDouble device = new DeviceDouble(console.broker(), "pi-1", first);
                DeviceDouble neighbour = new DeviceDouble(console.broker(), "pi-2", second)) {
            device.send(first.birth("Hall", "belt"));
            neighbour.send(second.birth("Hall", "belt"));
            device.send(unchanged);
            device.send(dark);
            device.send(dark);
            neighbour.send(other);
            await().atMost(Duration.ofSeconds(60)).until(() -> device.isAcknowledged(2) && neighbour.isAcknowledged(1));

            JsonNode history = console.json("/api/devices/pi-1/drift");
            assertThat(history.path("windows")).hasSize(2);
            assertThat(history.at("/windows/0/verdict").asText()).isEqualTo("ok");
            assertThat(history.at("/windows/1/cause").asText()).isEqualTo("light");
            assertThat(RecordJson.read(history.at("/latest/0"), StoredDrift.class)
                            .report())
                    .isEqualTo(dark);
            assertThat(console.json("/api/devices/pi-1/drift?camera=exit").path("windows"))
                    .isEmpty();
            assertThat(console.json("/api/devices/pi-1/drift?limit=1").path("windows"))
                    .hasSize(1);
            assertThat(console.json("/api/devices/pi-1/drift?from=2100-01-01T00:00:00Z")
                            .path("windows"))
                    .isEmpty();
            JsonNode summary = console.json("/api/devices/pi-1").at("/summary/cameras/0/drift");
            assertThat(summary.path("verdict").asText()).isEqualTo("alarm");
            assertThat(summary.path("since").asText())
                    .isEqualTo(dark.header().time().toString());
            assertThat(console.counters().path("duplicates").asLong()).isEqualTo(1);

            JsonNode fleet = console.json("/api/drift?reference=" + DriftWindows.REFERENCE);
            assertThat(fleet.at("/fleet/cameras")).hasSize(2);
            assertThat(fleet.at("/fleet/shifts")).hasSize(1);
            assertThat(fleet.at("/fleet/shifts/0/cameras")).hasSize(2);
            assertThat(fleet.at("/merged/parts")).hasSize(2);
            JsonNode counts = fleet.at("/merged/signals/0/report/current/counts");
            for (int i = 0; i < counts.size(); i++) {
                assertThat(counts.get(i).asLong())
                        .isEqualTo(dark.signals().get(0).current().counts().get(i)
                                + other.signals().get(0).current().counts().get(i));
            }
            assertThat(fleet.at("/merged/verdict").asText()).isEqualTo("alarm");
            assertThat(console.json("/api/drift")).isEqualTo(fleet);
        }
    }

    @Test
    void console_restarted_driftIsThere() throws Exception {
        Messages messages = new Messages("pi-1");
        try (RunningConsole console = RunningConsole.start(folder, null);
                DeviceDouble device = new DeviceDouble(console.broker(), "pi-1", messages)) {
            device.send(DriftWindows.report(messages, 1, START, Scene.OTHER_MIX, 1));
            await().atMost(Duration.ofSeconds(60)).until(() -> device.isAcknowledged(1));
        }
        try (RunningConsole console = RunningConsole.start(folder, null)) {
            assertThat(console.json("/api/devices/pi-1/drift")
                            .at("/latest/0/report/cause")
                            .asText())
                    .isEqualTo("class_mix");
            assertThat(console.json("/api/devices")
                            .at("/devices/0/cameras/0/drift/verdict")
                            .asText())
                    .isEqualTo("alarm");
        }
    }
}
