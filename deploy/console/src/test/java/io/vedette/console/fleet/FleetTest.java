package io.vedette.console.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.console.doubles.Messages;
import io.vedette.core.contract.CameraHealth;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Status.Availability;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FleetTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final DeviceId DEVICE = new DeviceId("pi-1");

    private final Messages messages = new Messages("pi-1", "boot-1", "outbox-1", NOW);
    private final Fleet fleet = new Fleet(List.of(), 10, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void findSummary_everythingKnown_joinsIt() {
        fleet.update(DeviceState.unknown(DEVICE, NOW)
                .after(messages.status(Availability.ONLINE), true, NOW)
                .after(messages.birth("Hall 2", "belt", "exit"), true, NOW)
                .after(messages.health("exit", CameraHealth.State.NO_FRAMES, "refused"), true, NOW)
                .after(messages.telemetry(1, NOW, 1, 0, 29.9, 6), true, NOW));
        fleet.update(DEVICE, new DeliveryReport("outbox-1", 9, 1, 2, 1, 3));
        fleet.count(messages.prediction(1, "Bag"), NOW);

        DeviceSummary summary = fleet.findSummary(DEVICE).orElseThrow();
        assertThat(summary.condition()).isEqualTo(Condition.ONLINE);
        assertThat(summary.site()).isEqualTo("Hall 2");
        assertThat(summary.decisionsPerMinute()).isEqualTo(1);
        assertThat(summary.delivery().lost()).isEqualTo(2);
        assertThat(summary.cameras()).extracting(CameraSummary::name).containsExactly("belt", "exit");
        assertThat(summary.cameras().get(1).state()).isEqualTo(CameraHealth.State.NO_FRAMES);
        assertThat(summary.figures()).isNotNull();
        // Bins of the histogram are 1.5 times apart, the values spread over three of them.
        assertThat(summary.figures().latencyP50Ms()).isBetween(5.0, 7.0);
    }

    @Test
    void takeChanged_nothingNew_isEmpty() {
        fleet.update(DeviceState.unknown(DEVICE, NOW));

        assertThat(fleet.takeChanged()).hasSize(1);
        assertThat(fleet.takeChanged()).isEmpty();
        fleet.update(DEVICE, new DeliveryReport("outbox-1", 9, 1, 2, 1, 3));
        assertThat(fleet.takeChanged()).hasSize(1);
    }
}
