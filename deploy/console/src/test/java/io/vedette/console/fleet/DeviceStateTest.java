package io.vedette.console.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.console.doubles.DriftWindows;
import io.vedette.console.doubles.DriftWindows.Scene;
import io.vedette.console.doubles.Messages;
import io.vedette.core.contract.CameraHealth;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.DriftReport;
import io.vedette.core.contract.Message;
import io.vedette.core.contract.Status;
import io.vedette.core.contract.Status.Availability;
import io.vedette.core.drift.Cause;
import io.vedette.core.drift.Measure;
import io.vedette.core.drift.Signal;
import io.vedette.core.drift.SignalReport;
import io.vedette.core.drift.Statistic;
import io.vedette.core.drift.Verdict;
import io.vedette.core.json.RecordJson;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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
    void after_driftGoesOn_keepsSinceWhen() {
        Instant later = NOW.plusSeconds(600);
        DeviceState state = DeviceState.unknown(new DeviceId("pi-1"), NOW)
                .after(DriftWindows.report(messages, 1, NOW, Scene.UNCHANGED, 1), true, later)
                .after(DriftWindows.report(messages, 2, NOW.plusSeconds(60), Scene.DARKER, 2), true, later)
                .after(DriftWindows.report(messages, 3, NOW.plusSeconds(120), Scene.DARKER, 3), true, later);

        CameraDrift drift = state.drift().get("belt");
        assertThat(drift.verdict()).isEqualTo(Verdict.ALARM);
        assertThat(drift.cause()).isEqualTo(Cause.LIGHT);
        assertThat(drift.since()).isEqualTo(NOW.plusSeconds(60));
        assertThat(drift.window().to()).isEqualTo(NOW.plusSeconds(120));
        assertThat(drift.pValue()).isLessThan(1e-12);
    }

    @Test
    void after_olderDriftSentAgain_keepsTheNewer() {
        DeviceState state = state(
                DriftWindows.report(messages, 7, NOW, Scene.DARKER, 1),
                DriftWindows.report(messages, 3, NOW, Scene.UNCHANGED, 2));

        assertThat(state.drift().get("belt").verdict()).isEqualTo(Verdict.ALARM);
    }

    @Test
    void after_driftOfAClockThatIsAhead_isSinceNow() {
        DeviceState state = DeviceState.unknown(new DeviceId("pi-1"), NOW)
                .after(DriftWindows.report(messages, 1, NOW.plusSeconds(9), Scene.DARKER, 1), true, NOW);

        assertThat(state.drift().get("belt").since()).isEqualTo(NOW);
    }

    @Test
    void after_unchangedWindow_itsPValueIsThatOfAllTests() {
        DriftReport report = DriftWindows.report(messages, 1, NOW, Scene.UNCHANGED, 1);
        double[] pValues = report.signals().stream()
                .flatMap(signal -> signal.measures().stream())
                .mapToDouble(Measure::pValue)
                .toArray();

        assertThat(state(report).drift().get("belt").pValue())
                .isEqualTo(Math.min(1, Arrays.stream(pValues).min().orElseThrow() * pValues.length));
    }

    @Test
    void after_alarmByAStatisticWithoutAPValue_isNotJudgedByTheOthers() {
        Measure quiet = new Measure(Statistic.KOLMOGOROV_SMIRNOV, 0.05, 0.9, 0.1, 0.1, Verdict.OK);
        Measure change = new Measure(Statistic.ADWIN, 0.4, null, 0.1, 0.2, Verdict.ALARM);

        assertThat(drift(report(1, Verdict.ALARM, Verdict.ALARM, quiet, change)).pValue())
                .isNull();
        assertThat(drift(report(1, Verdict.OK, Verdict.OK, quiet)).pValue()).isEqualTo(0.9);
    }

    @Test
    void after_alarm_itsPValueIsThatOfWhatAlarmed() {
        Measure slight = new Measure(Statistic.KOLMOGOROV_SMIRNOV, 0.05, 1e-9, 0.1, 0.1, Verdict.OK);
        Measure alarm = new Measure(Statistic.MEAN_SHIFT, 0.4, 1e-3, 0.1, 0.2, Verdict.ALARM);

        assertThat(drift(report(1, Verdict.ALARM, Verdict.ALARM, slight, alarm)).pValue())
                .isEqualTo(2e-3);
    }

    @Test
    void after_alarmIsHeldWhileTheSignalsAreQuiet_keepsThePValueThatItWasMadeWith() {
        Measure alarm = new Measure(Statistic.KOLMOGOROV_SMIRNOV, 0.4, 0.04, 0.1, 0.1, Verdict.ALARM);
        Measure quiet = new Measure(Statistic.KOLMOGOROV_SMIRNOV, 0.05, 0.9, 0.1, 0.1, Verdict.OK);

        assertThat(drift(
                                report(1, Verdict.ALARM, Verdict.ALARM, alarm),
                                report(2, Verdict.ALARM, Verdict.OK, quiet),
                                report(3, Verdict.ALARM, Verdict.OK, quiet))
                        .pValue())
                .isEqualTo(0.04);
        assertThat(drift(report(1, Verdict.ALARM, Verdict.OK, quiet)).pValue())
                .as("by the camera's health")
                .isNull();
    }

    @Test
    void json_everythingKnown_readsBackEqual() {
        DeviceState state = state(
                messages.status(Availability.ONLINE),
                messages.birth("Hall", "belt"),
                messages.health("belt", CameraHealth.State.BLURRED, "soft"),
                messages.telemetry(1, 1, 0),
                messages.error(2, "camera-unreadable", "No route to host"),
                DriftWindows.report(messages, 3, NOW, Scene.DARKER, 1));

        assertThat(RecordJson.read(RecordJson.write(state), DeviceState.class)).isEqualTo(state);
    }

    private CameraDrift drift(Message... seen) {
        return state(seen).drift().get("belt");
    }

    private DriftReport report(long sequence, Verdict verdict, Verdict ofSignal, Measure... measures) {
        DriftReport whole = DriftWindows.report(messages, sequence, NOW, Scene.UNCHANGED, 1);
        return new DriftReport(
                whole.header(),
                whole.camera(),
                whole.window(),
                whole.reference(),
                verdict,
                verdict == Verdict.OK ? null : Cause.LIGHT,
                "",
                whole.labels(),
                List.of(new SignalReport(Signal.ENTROPY, ofSignal, 60, 60, 50, List.of(measures), null, null)));
    }

    private DeviceState state(Message... seen) {
        DeviceState state = DeviceState.unknown(new DeviceId("pi-1"), NOW);
        for (Message message : seen) {
            state = state.after(message, true, NOW);
        }
        return state;
    }
}
