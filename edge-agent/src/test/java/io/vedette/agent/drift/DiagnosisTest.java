package io.vedette.agent.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.contract.CameraHealth;
import io.vedette.core.drift.Cause;
import io.vedette.core.drift.Measure;
import io.vedette.core.drift.Signal;
import io.vedette.core.drift.SignalReport;
import io.vedette.core.drift.Statistic;
import io.vedette.core.drift.Verdict;
import io.vedette.core.stats.Histogram;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DiagnosisTest {
    private static final List<String> LABELS = List.of("bag", "boot", "coat");

    private static SignalChange change(Signal signal, Verdict verdict, double usual, double now) {
        return change(signal, verdict, usual, now, value(verdict), 1e-9);
    }

    private static double value(Verdict verdict) {
        return switch (verdict) {
            case ALARM -> 3;
            case WARNING -> 0.8;
            case OK, INSUFFICIENT -> 0.1;
        };
    }

    private static SignalChange change(
            Signal signal, Verdict verdict, double usual, double now, double value, double probability) {
        Histogram mix = new Histogram(List.of(0.0, 1.0), List.of(60L, 20L, 20L));
        Histogram usualMix = new Histogram(List.of(0.0, 1.0), List.of(100L, 100L, 100L));
        boolean isMix = signal == Signal.CLASS_MIX;
        return new SignalChange(
                new SignalReport(
                        signal,
                        verdict,
                        60,
                        60,
                        50,
                        List.of(new Measure(Statistic.MEAN_SHIFT, value, probability, 0.5, 1, verdict)),
                        isMix ? mix : null,
                        isMix ? usualMix : null),
                usual,
                now);
    }

    private static SignalChange alarm(Signal signal, double usual, double now) {
        return change(signal, Verdict.ALARM, usual, now);
    }

    private static SignalChange alarm(Signal signal) {
        return change(signal, Verdict.ALARM, Double.NaN, Double.NaN);
    }

    private static SignalChange warning(Signal signal, double usual, double now) {
        return change(signal, Verdict.WARNING, usual, now);
    }

    private static SignalChange ok(Signal signal, double usual) {
        return change(signal, Verdict.OK, usual, usual);
    }

    /** A class mix that differs by so much of an alarm's threshold, which is not enough. */
    private static SignalChange mix(Verdict verdict, double value, double probability) {
        return change(Signal.CLASS_MIX, verdict, Double.NaN, Double.NaN, value, probability);
    }

    private static Arguments row(String name, Verdict verdict, @Nullable Cause cause, SignalChange... changes) {
        return Arguments.of(name, verdict, cause, List.of(changes));
    }

    static Stream<Arguments> table() {
        return Stream.of(
                row("all as usual", Verdict.OK, null, ok(Signal.LUMINANCE, 0.5), ok(Signal.CONFIDENCE, 0.9)),
                row(
                        "half the light, and the sharpness that goes with it",
                        Verdict.ALARM,
                        Cause.LIGHT,
                        alarm(Signal.LUMINANCE, 0.5, 0.25),
                        alarm(Signal.CONTRAST, 0.1, 0.05),
                        alarm(Signal.SHARPNESS, 4, 2.6),
                        alarm(Signal.CONFIDENCE, 0.9, 0.5)),
                row(
                        "less sharp in the same light",
                        Verdict.ALARM,
                        Cause.FOCUS,
                        ok(Signal.LUMINANCE, 0.5),
                        alarm(Signal.CONTRAST, 0.1, 0.08),
                        alarm(Signal.SHARPNESS, 4, 1.5)),
                row(
                        "dark, and far less sharp than that explains",
                        Verdict.ALARM,
                        Cause.COVER,
                        alarm(Signal.LUMINANCE, 0.5, 0.25),
                        alarm(Signal.CONTRAST, 0.1, 0.01),
                        alarm(Signal.DARK, 0, 0.4),
                        alarm(Signal.SHARPNESS, 4, -1)),
                row(
                        "black but for the sensor's noise, which is as sharp as the light explains",
                        Verdict.ALARM,
                        Cause.COVER,
                        alarm(Signal.LUMINANCE, 0.5, 0.04),
                        alarm(Signal.CONTRAST, 0.1, 0.006),
                        alarm(Signal.DARK, 0, 0.6),
                        alarm(Signal.SHARPNESS, 7, 3.9)),
                row(
                        "darker, with patches that were not there",
                        Verdict.ALARM,
                        Cause.COVER,
                        alarm(Signal.LUMINANCE, 0.2, 0.105),
                        alarm(Signal.CONTRAST, 0.0065, 0.008),
                        alarm(Signal.SHARPNESS, 1.4, 0.6)),
                row(
                        "a little darker, with hardly more contrast",
                        Verdict.ALARM,
                        Cause.LIGHT,
                        alarm(Signal.LUMINANCE, 0.2, 0.16),
                        change(Signal.CONTRAST, Verdict.OK, 0.0065, 0.0068)),
                row(
                        "a dark night with lamps in it",
                        Verdict.ALARM,
                        Cause.LIGHT,
                        alarm(Signal.LUMINANCE, 0.5, 0.08),
                        alarm(Signal.CONTRAST, 0.1, 0.09),
                        alarm(Signal.DARK, 0, 0.9),
                        ok(Signal.SHARPNESS, 7)),
                row("burnt out", Verdict.ALARM, Cause.LIGHT, alarm(Signal.BURNT, 0, 0.3), ok(Signal.LUMINANCE, 0.8)),
                row(
                        "another scene in another light",
                        Verdict.ALARM,
                        Cause.MOVED,
                        alarm(Signal.SCENE, 0.02, 0.9),
                        alarm(Signal.LUMINANCE, 0.5, 0.3)),
                row(
                        "covered, which is no scene either",
                        Verdict.ALARM,
                        Cause.COVER,
                        alarm(Signal.SCENE, 0.02, 0.9),
                        alarm(Signal.LUMINANCE, 0.5, 0.1),
                        alarm(Signal.SHARPNESS, 4, -2)),
                row("a little aside", Verdict.ALARM, Cause.MOVED, alarm(Signal.SCENE, 0.02, 0.2)),
                row(
                        "sharper than ever",
                        Verdict.ALARM,
                        Cause.UNKNOWN,
                        alarm(Signal.SHARPNESS, 2, 4),
                        ok(Signal.LUMINANCE, 0.5)),
                row(
                        "far from every class",
                        Verdict.ALARM,
                        Cause.NEW_OBJECT,
                        alarm(Signal.NOVELTY, 3, 6),
                        alarm(Signal.EMBEDDING),
                        alarm(Signal.CLASS_MIX)),
                row(
                        "unsure, and somewhat far from every class",
                        Verdict.ALARM,
                        Cause.NEW_OBJECT,
                        alarm(Signal.ENTROPY, 0.1, 0.5),
                        warning(Signal.NOVELTY, 3, 4)),
                row("other shares", Verdict.ALARM, Cause.CLASS_MIX, alarm(Signal.CLASS_MIX), alarm(Signal.EMBEDDING)),
                row(
                        "other shares, harder ones",
                        Verdict.ALARM,
                        Cause.CLASS_MIX,
                        alarm(Signal.CLASS_MIX),
                        alarm(Signal.CONFIDENCE, 0.9, 0.8),
                        warning(Signal.NOVELTY, 3, 4)),
                row("another mean embedding alone", Verdict.WARNING, Cause.UNKNOWN, alarm(Signal.EMBEDDING)),
                row(
                        "the shares begin to change",
                        Verdict.WARNING,
                        Cause.CLASS_MIX,
                        alarm(Signal.EMBEDDING),
                        change(Signal.CLASS_MIX, Verdict.WARNING, Double.NaN, Double.NaN)),
                row(
                        "the shares differ most, though not enough by themselves",
                        Verdict.WARNING,
                        Cause.CLASS_MIX,
                        alarm(Signal.EMBEDDING),
                        ok(Signal.ENTROPY, 0.1),
                        mix(Verdict.OK, 0.4, 0.01)),
                row(
                        "the shares differ most, of still too few items",
                        Verdict.WARNING,
                        Cause.CLASS_MIX,
                        alarm(Signal.EMBEDDING),
                        mix(Verdict.INSUFFICIENT, 0.4, 0.01)),
                row(
                        "the shares differ most, which may be chance",
                        Verdict.WARNING,
                        Cause.UNKNOWN,
                        alarm(Signal.EMBEDDING),
                        mix(Verdict.OK, 0.4, 0.3)),
                row(
                        "less sure, more than the shares differ",
                        Verdict.WARNING,
                        Cause.UNKNOWN,
                        alarm(Signal.EMBEDDING),
                        warning(Signal.ENTROPY, 0.1, 0.2),
                        mix(Verdict.OK, 0.4, 0.01)),
                row("a little darker", Verdict.WARNING, Cause.LIGHT, warning(Signal.LUMINANCE, 0.5, 0.45)),
                row(
                        "too few samples",
                        Verdict.INSUFFICIENT,
                        null,
                        change(Signal.LUMINANCE, Verdict.INSUFFICIENT, 0.5, 0.1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void of_signals_isTheLikeliestCause(
            String name, Verdict verdict, @Nullable Cause cause, List<SignalChange> changes) {
        Diagnosis diagnosis = Diagnosis.of(changes, LABELS, CameraHealth.State.OK);

        assertThat(diagnosis.cause()).as(name + ": " + diagnosis.explanation()).isEqualTo(cause);
        assertThat(diagnosis.verdict()).as(name).isEqualTo(verdict);
    }

    @ParameterizedTest
    @EnumSource(CameraHealth.State.class)
    void of_cameraHealth_goesBeforeEverySignal(CameraHealth.State state) {
        Diagnosis diagnosis =
                Diagnosis.of(List.of(alarm(Signal.NOVELTY, 3, 6), alarm(Signal.LUMINANCE, 0.5, 0.2)), LABELS, state);

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.ALARM);
        assertThat(diagnosis.cause())
                .isEqualTo(
                        switch (state) {
                            case OK, STARTING, NO_FRAMES, ENDED -> Cause.LIGHT;
                            case COVERED -> Cause.COVER;
                            case BLURRED -> Cause.FOCUS;
                            case MOVED -> Cause.MOVED;
                            case FROZEN -> Cause.UNKNOWN;
                        });
    }

    @Test
    void of_classMix_namesTheSharesThatChanged() {
        Diagnosis diagnosis = Diagnosis.of(List.of(alarm(Signal.CLASS_MIX)), LABELS, CameraHealth.State.OK);

        assertThat(diagnosis.explanation()).contains("bag 60 % where 33 % is usual");
    }

    @Test
    void of_light_namesTheFigures() {
        List<SignalChange> changes = new ArrayList<>(List.of(alarm(Signal.LUMINANCE, 0.5, 0.25)));

        Diagnosis diagnosis = Diagnosis.of(changes, LABELS, CameraHealth.State.OK);

        assertThat(diagnosis.explanation()).contains("luminance 0.250 where 0.500 is usual: 3.0 times");
    }
}
