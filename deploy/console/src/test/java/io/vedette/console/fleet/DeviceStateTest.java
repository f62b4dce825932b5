package io.vedette.console.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.console.doubles.Messages;
import io.vedette.core.contract.CameraHealth;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Message;
import io.vedette.core.contract.Status;
import io.vedette.core.contract.Status.Availability;
import io.vedette.core.json.RecordJson;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class DeviceStateTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private final Messages messages = new Messages("pi-1", "boot-1", "outbox-1", NOW);

    @Test
    void after_statusAndWill_comesAndGoes() {
        DeviceState online = state(messages.status(Availability.ONLINE));
        Instant later = NOW.plusSeconds(9);
        DeviceState offline = online.after(messages.status(Availability.OFFLINE), true, later);

        assertThat(online.condition(NOW)).isEqualTo(Condition.ONLINE);
        assertThat(offline.condition(later)).isEqualTo(Condition.OFFLINE);
        assertThat(offline.conditionSince(later)).isEqualTo(later);
        assertThat(offline.lastSeen()).as("a will is not a sign of life").isEqualTo(NOW);
    }

    @Test
    void after_willOfAFormerRun_staysOnline() {
        Messages nextRun = new Messages("pi-1", "boot-2", "outbox-1", NOW);
        Status lateWill = messages.status(Availability.OFFLINE);
        DeviceState state = state(messages.status(Availability.ONLINE), nextRun.status(Availability.ONLINE), lateWill);

        assertThat(state.condition(NOW)).isEqualTo(Condition.ONLINE);
        assertThat(state.after(nextRun.status(Availability.OFFLINE), true, NOW).condition(NOW))
                .isEqualTo(Condition.OFFLINE);
    }

    @Test
    void condition_noWordForSeveralIntervals_isSilent() {
        DeviceState state = state(
                messages.status(Availability.ONLINE),
                messages.telemetry(1, NOW, 1, 0, 30, 5),
                messages.telemetry(2, NOW.plusSeconds(10), 1, 0, 30, 5));

        assertThat(state.condition(NOW.plusSeconds(29))).isEqualTo(Condition.ONLINE);
        assertThat(state.condition(NOW.plusSeconds(31))).isEqualTo(Condition.SILENT);
        assertThat(state.conditionSince(NOW.plusSeconds(31))).isEqualTo(NOW);
    }

    @Test
    void after_olderTelemetrySentAgain_keepsTheNewer() {
        DeviceState state = state(messages.telemetry(7, NOW, 1, 0, 30, 5), messages.telemetry(3, NOW, 1, 0, 11, 5));

        assertThat(state.telemetry()).isNotNull();
        assertThat(state.telemetry().telemetry().cameras().get(0).framesPerSecond())
                .isEqualTo(30);
    }

    @Test
    void after_whatTheBrokerHadKept_isNoSignOfLife() {
        DeviceState known = state(messages.status(Availability.ONLINE));
        DeviceState state = known.after(messages.birth("Hall", "belt"), false, NOW.plusSeconds(600));

        assertThat(state.lastSeen()).isEqualTo(NOW);
        assertThat(state.birth()).isNotNull();
        assertThat(state.condition(NOW.plusSeconds(600))).isEqualTo(Condition.SILENT);
    }

    @Test
    void after_moreKindsOfErrorThanMayBe_keepsTheNewest() {
        DeviceState state = state();
        for (int i = 0; i < 80; i++) {
            state = state.after(messages.error(1 + i, "kind-" + i, "text"), true, NOW);
        }

        assertThat(state.errors()).hasSize(50);
    }

    @Test
    void json_everythingKnown_readsBackEqual() {
        DeviceState state = state(
                messages.status(Availability.ONLINE),
                messages.birth("Hall", "belt"),
                messages.health("belt", CameraHealth.State.BLURRED, "soft"),
                messages.telemetry(1, 1, 0),
                messages.error(2, "camera-unreadable", "No route to host"));

        assertThat(RecordJson.read(RecordJson.write(state), DeviceState.class)).isEqualTo(state);
    }

    private DeviceState state(Message... seen) {
        DeviceState state = DeviceState.unknown(new DeviceId("pi-1"), NOW);
        for (Message message : seen) {
            state = state.after(message, true, NOW);
        }
        return state;
    }
}
