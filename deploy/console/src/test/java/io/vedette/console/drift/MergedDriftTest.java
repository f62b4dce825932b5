package io.vedette.console.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.console.doubles.DriftWindows;
import io.vedette.console.doubles.DriftWindows.Scene;
import io.vedette.console.doubles.Messages;
import io.vedette.core.contract.DriftReport;
import io.vedette.core.drift.MergedSignal;
import io.vedette.core.drift.Signal;
import io.vedette.core.drift.SignalReport;
import io.vedette.core.drift.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MergedDriftTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @Test
    void of_twoDevices_isTheSumOfBoth() {
        DriftReport first = DriftWindows.report(new Messages("pi-1"), 1, NOW, Scene.UNCHANGED, 1);
        DriftReport second = DriftWindows.report(new Messages("pi-2"), 1, NOW, Scene.UNCHANGED, 2);

        MergedDrift merged = MergedDrift.of(DriftWindows.REFERENCE, List.of(first, second));

        assertThat(merged.signals()).hasSize(first.signals().size() - 1);
        assertThat(merged.unmerged()).containsExactly(Signal.EMBEDDING);
        for (MergedSignal signal : merged.signals()) {
            SignalReport one = signal(first, signal.report().signal());
            SignalReport other = signal(second, signal.report().signal());
            assertThat(signal.report().current()).isEqualTo(one.current().plus(other.current()));
            assertThat(signal.report().samples()).isEqualTo(one.samples() + other.samples());
            assertThat(signal.report().reference()).isEqualTo(one.reference());
        }
        assertThat(merged.verdict()).isEqualTo(Verdict.OK);
        assertThat(merged.parts()).extracting(part -> part.device().value()).containsExactly("pi-1", "pi-2");
    }

    @Test
    void of_otherMixInWindowsTooSmallAlone_isAnAlarm() {
        List<DriftReport> reports = List.of(report("pi-1", 5), report("pi-2", 6), report("pi-3", 7), report("pi-4", 8));

        MergedDrift merged = MergedDrift.of(DriftWindows.REFERENCE, reports);

        assertThat(reports)
                .extracting(report -> signal(report, Signal.CLASS_MIX).verdict())
                .containsOnly(Verdict.INSUFFICIENT);
        assertThat(merged.signals().get(0).report().verdict()).isEqualTo(Verdict.ALARM);
    }

    @Test
    void of_deviceWithOtherLabels_itsMixIsLeftOut() {
        DriftReport first = DriftWindows.report(new Messages("pi-1"), 1, NOW, Scene.UNCHANGED, 1);
        DriftReport other = new DriftReport(
                first.header(),
                first.camera(),
                first.window(),
                first.reference(),
                first.verdict(),
                null,
                "",
                List.of("good", "bad"),
                first.signals());

        MergedDrift merged = MergedDrift.of(DriftWindows.REFERENCE, List.of(other, first, first));

        assertThat(merged.labels()).isEqualTo(first.labels());
        assertThat(merged.signals()).extracting(MergedSignal::windows).startsWith(2, 3);
    }

    @Test
    void of_nothing_isInsufficient() {
        assertThat(MergedDrift.of("reference", List.of()).verdict()).isEqualTo(Verdict.INSUFFICIENT);
    }

    private static DriftReport report(String device, long seed) {
        return DriftWindows.report(new Messages(device), 1, NOW, "belt", Scene.OTHER_MIX, new Random(seed), 60, 150);
    }

    private static SignalReport signal(DriftReport report, Signal signal) {
        return report.signals().stream()
                .filter(candidate -> candidate.signal() == signal)
                .findFirst()
                .orElseThrow();
    }
}
