package io.vedette.trainer.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.Pictures;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.interpreter.Interpreter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class CalibratorTest {
    private final Graph graph = OperatorSamples.graph(Relu.class, 53);
    private final Calibrator calibrator = new Calibrator(CalibrationMethod.MIN_MAX, 1);

    @Test
    void calibrate_manyPictures_findsTheExtremesOfEveryValue() {
        List<float[]> pictures = Pictures.random(graph.input(), 8, 59);

        Calibration calibration = calibrator.calibrate(graph, pictures);

        Map<String, double[]> all = new HashMap<>();
        for (float[] picture : pictures) {
            Interpreter.run(graph, picture)
                    .forEach((value, numbers) -> all.merge(value, numbers, (a, b) -> {
                        double[] both = Arrays.copyOf(a, a.length + b.length);
                        System.arraycopy(b, 0, both, a.length, b.length);
                        return both;
                    }));
        }
        assertThat(calibration.pictures()).isEqualTo(8);
        assertThat(calibration.ranges().keySet()).isEqualTo(all.keySet());
        all.forEach((value, numbers) -> {
            // Float sums of some tens of numbers of order one.
            assertThat((double) calibration.getRange(value).lowest())
                    .isCloseTo(Arrays.stream(numbers).min().orElseThrow(), Offset.offset(1e-4));
            assertThat((double) calibration.getRange(value).highest())
                    .isCloseTo(Arrays.stream(numbers).max().orElseThrow(), Offset.offset(1e-4));
        });
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "MIN_MAX")
    void calibrate_otherMethod_cutsOffNothingOfTheInputAndTheLogits(CalibrationMethod method) {
        List<float[]> pictures = Pictures.random(graph.input(), 200, 59);

        Calibration extremes = calibrator.calibrate(graph, pictures);
        Calibration cut = new Calibrator(method, 1).calibrate(graph, pictures);

        assertThat(cut.getRange(Graph.INPUT)).isEqualTo(extremes.getRange(Graph.INPUT));
        assertThat(cut.getRange(graph.logits())).isEqualTo(extremes.getRange(graph.logits()));
        assertThat(graph.values().keySet())
                .filteredOn(value -> !value.equals(Graph.INPUT) && !value.equals(graph.logits()))
                .anySatisfy(value -> assertThat(cut.getRange(value).highest())
                        .isLessThan(extremes.getRange(value).highest()));
    }

    @Test
    void calibrate_noPicture_isRefused() {
        assertThatThrownBy(() -> calibrator.calibrate(graph, List.of())).isInstanceOf(CalibrationException.class);
    }

    @Test
    void calibrate_pictureOfAnotherSize_isNamed() {
        List<float[]> pictures = List.of(Pictures.random(graph.input(), 1, 59).get(0), new float[7]);

        assertThatThrownBy(() -> calibrator.calibrate(graph, pictures))
                .isInstanceOfSatisfying(
                        CalibrationException.class, e -> assertThat(e.picture()).isEqualTo(1));
    }

    @Test
    void calibrate_notANumber_isNamed() {
        float[] picture = Pictures.random(graph.input(), 1, 59).get(0);
        picture[5] = Float.NaN;

        assertThatThrownBy(() -> calibrator.calibrate(graph, List.of(picture)))
                .isInstanceOf(CalibrationException.class)
                .hasMessageContaining(Graph.INPUT);
    }
}
