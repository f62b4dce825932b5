package io.vedette.console.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.console.doubles.DriftWindows;
import io.vedette.console.doubles.DriftWindows.Scene;
import io.vedette.console.doubles.Messages;
import io.vedette.console.fleet.Condition;
import io.vedette.console.fleet.DeviceState;
import io.vedette.console.fleet.DeviceSummary;
import io.vedette.console.fleet.Fleet;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.DriftReport;
import io.vedette.core.contract.Message;
import io.vedette.core.contract.Status.Availability;
import io.vedette.core.drift.Cause;
import io.vedette.core.drift.Measure;
import io.vedette.core.drift.Signal;
import io.vedette.core.drift.SignalReport;
import io.vedette.core.drift.Statistic;
import io.vedette.core.drift.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FleetDriftTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    /** The example of the 1995 paper of Benjamini and Hochberg, of which four are discoveries. */
    private static final double[] PAPER = {
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590,
        1
    };

    private final List<DeviceState> states = new ArrayList<>();

    @Test
    void of_everyDeviceAnAlarmOfItsOwnProbability_fourStandAsInThePaper() {
        for (int i = 0; i < PAPER.length; i++) {
            add(device(i), null, alarm(device(i), PAPER[i], Cause.LIGHT, NOW));
        }

        FleetDrift drift = FleetDrift.of(summaries());

        assertThat(drift.cameras()).extracting(CameraVerdict::isDiscovery).startsWith(true, true, true, true, false);
        assertThat(drift.cameras()).filteredOn(CameraVerdict::isDiscovery).hasSize(4);
        assertThat(drift.cameras().get(3).adjustedPValue()).isCloseTo(0.035625, within(1e-12));
        assertThat(drift.shifts()).hasSize(4);
    }

    @Test
    void of_alarmOfADeviceThatIsOffline_isShownButCountsNoMore() {
        add("pi-1", "Hall", alarm("pi-1", 0.04, Cause.LIGHT, NOW));
        add("pi-2", "Hall", alarm("pi-2", 0.9, Cause.LIGHT, NOW));
        states.set(1, states.get(1).after(new Messages("pi-2").status(Availability.OFFLINE), true, NOW));

        FleetDrift drift = FleetDrift.of(summaries());

        assertThat(drift.cameras())
                .extracting(CameraVerdict::condition)
                .containsExactly(Condition.ONLINE, Condition.OFFLINE);
        assertThat(drift.cameras()).extracting(CameraVerdict::adjustedPValue).containsExactly(0.04, null);
        assertThat(drift.shifts()).singleElement().satisfies(shift -> assertThat(shift.cameras())
                .hasSize(1));
    }

    @Test
    void of_alarmByCameraHealth_standsWithoutAStatistic() {
        add("pi-1", null, health("pi-1"));

        CameraVerdict verdict = FleetDrift.of(summaries()).cameras().get(0);

        assertThat(verdict.adjustedPValue()).isNull();
        assertThat(verdict.isDiscovery()).isTrue();
    }

    @Test
    void of_sameCauseInOneSite_isOneShift() {
        add("pi-1", "Hall", alarm("pi-1", 1e-6, Cause.LIGHT, NOW.minusSeconds(600)));
        add("pi-2", "Hall", alarm("pi-2", 1e-6, Cause.LIGHT, NOW));
        add("pi-3", "Yard", alarm("pi-3", 1e-6, Cause.LIGHT, NOW));
        add("pi-4", "Hall", alarm("pi-4", 1e-6, Cause.FOCUS, NOW));

        List<Shift> shifts = FleetDrift.of(summaries()).shifts();

        assertThat(shifts).hasSize(3);
        assertThat(shifts)
                .filteredOn(shift -> shift.cause() == Cause.LIGHT && "Hall".equals(shift.site()))
                .singleElement()
                .satisfies(shift -> {
                    assertThat(shift.cameras())
                            .extracting(camera -> camera.device().value())
                            .containsExactly("pi-1", "pi-2");
                    assertThat(shift.since()).isEqualTo(NOW.minusSeconds(600));
                });
    }

    @Test
    void of_sameCauseLongApart_isTwoShifts() {
        Instant later = NOW.minus(Duration.ofMinutes(5));
        Instant earlier = later.minus(Shift.SPREAD).minusMillis(1);
        add("pi-1", "Hall", alarm("pi-1", 1e-6, Cause.LIGHT, earlier));
        add("pi-2", "Hall", alarm("pi-2", 1e-6, Cause.LIGHT, later));

        assertThat(FleetDrift.of(summaries()).shifts()).extracting(Shift::since).containsExactly(later, earlier);
    }

    @Test
    void of_devicesWithoutASite_areNotTakenTogether() {
        add("pi-1", null, alarm("pi-1", 1e-6, Cause.LIGHT, NOW));
        add("pi-2", null, alarm("pi-2", 1e-6, Cause.LIGHT, NOW));

        assertThat(FleetDrift.of(summaries()).shifts()).hasSize(2);
    }

    @Test
    void of_severalReferences_areListedByUse() {
        add("pi-1", null, DriftWindows.report(new Messages("pi-1"), 1, NOW, Scene.UNCHANGED, 1));
        add("pi-2", null, alarm("pi-2", 0.5, Cause.LIGHT, NOW));
        add("pi-3", null, alarm("pi-3", 0.5, Cause.LIGHT, NOW));

        assertThat(FleetDrift.of(summaries()).references())
                .extracting(use -> use.reference().id(), ReferenceUse::cameras)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("reference-1", 2),
                        org.assertj.core.groups.Tuple.tuple(DriftWindows.REFERENCE, 1));
    }

    private void add(String device, @Nullable String site, DriftReport report) {
        DeviceState state = DeviceState.unknown(new DeviceId(device), NOW);
        for (Message message : List.of(new Messages(device).birth(site, "belt"), report)) {
            state = state.after(message, true, NOW);
        }
        states.add(state);
    }

    private List<DeviceSummary> summaries() {
        return new Fleet(states, 100, Clock.fixed(NOW, ZoneOffset.UTC)).summaries();
    }

    private static String device(int i) {
        return String.format("pi-%02d", i);
    }

    private static DriftReport alarm(String device, double pValue, Cause cause, Instant time) {
        Measure measure = new Measure(Statistic.KOLMOGOROV_SMIRNOV, 0.5, pValue, 0.1, 0.1, Verdict.ALARM);
        return report(device, cause, time, List.of(measure), Verdict.ALARM);
    }

    /** A covered lens before enough samples came. */
    private static DriftReport health(String device) {
        return report(device, Cause.COVER, NOW, List.of(), Verdict.INSUFFICIENT);
    }

    private static DriftReport report(
            String device, Cause cause, Instant time, List<Measure> measures, Verdict verdictOfSignal) {
        DriftReport whole = DriftWindows.report(new Messages(device), 1, time, Scene.UNCHANGED, 1);
        return new DriftReport(
                whole.header(),
                whole.camera(),
                whole.window(),
                new DriftReport.Reference("reference-1", 1_000, false),
                Verdict.ALARM,
                cause,
                "",
                whole.labels(),
                List.of(new SignalReport(Signal.LUMINANCE, verdictOfSignal, 60, 60, 50, measures, null, null)));
    }
}
