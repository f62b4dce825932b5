package io.vedette.trainer.quantization;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.trainer.architecture.DepthwiseSeparable;
import io.vedette.trainer.graph.Granularity;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Pictures;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.RescaledChannels;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.pass.FoldBatchNorm;
import io.vedette.trainer.interpreter.Interpreter;
import io.vedette.trainer.interpreter.Simulation;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** A network whose channels are deliberately of unlike sizes: what integers make of it, and what equalization and bias correction mend. */
class RescaledNetworkTest {
    private static final Shape INPUT = Shape.of(3, 16, 16);
    private static final int PICTURES = 60;

    private final List<float[]> calibration = Pictures.random(INPUT, 40, 7);
    private final List<float[]> unseen = Pictures.random(INPUT, PICTURES, 11);
    private final Graph original =
            CentredLogits.of(new FoldBatchNorm().apply(new DepthwiseSeparable(1).build(INPUT, 10, 3)), calibration);
    private final Graph rescaled = RescaledChannels.of(original, 5);

    @Test
    void quantize_rescaledChannels_collapsesUntilEqualized(TestReporter reporter) {
        QuantizedGraph equalized = perTensor(new Equalizer(1).equalize(rescaled, calibration));
        QuantizedGraph corrected = new BiasCorrection(1).correct(equalized, calibration);

        Answers untouched = answers(reporter, "as it was", perTensor(original));
        Answers collapsed = answers(reporter, "rescaled", perTensor(rescaled));
        Answers mended = answers(reporter, "equalized", equalized);
        Answers best = answers(reporter, "equalized, biases corrected", corrected);

        assertThat(collapsed.decibels()).isLessThan(1);
        assertThat(mended.decibels()).isGreaterThan(untouched.decibels() - 3);
        assertThat(best.decibels()).isGreaterThan(mended.decibels() + 3);
        assertThat(collapsed.agreed()).isLessThan(PICTURES / 2);
        // Within two in sixty of the network in floats.
        assertThat(best.agreed()).isGreaterThanOrEqualTo(PICTURES - 2);
    }

    @Test
    void quantize_rescaledChannelsPerChannel_isMendedByEqualizationToo(TestReporter reporter) {
        Calibrator calibrator = new Calibrator(CalibrationMethod.MIN_MAX, 1);
        Graph equalized = new Equalizer(1).equalize(rescaled, calibration);

        Answers collapsed = answers(
                reporter,
                "per channel, rescaled",
                Quantizer.quantize(rescaled, calibrator.calibrate(rescaled, calibration)));
        Answers mended = answers(
                reporter,
                "per channel, equalized",
                Quantizer.quantize(equalized, calibrator.calibrate(equalized, calibration)));

        assertThat(mended.decibels()).isGreaterThan(collapsed.decibels() + 6);
    }

    /** How close a quantized graph's logits are to those in floats, and with how many pictures the highest is the same. */
    private record Answers(double decibels, int agreed) {}

    private QuantizedGraph perTensor(Graph graph) {
        Calibration ranges = new Calibrator(CalibrationMethod.MIN_MAX, 1).calibrate(graph, calibration);
        return Quantizer.quantize(graph, ranges, Granularity.PER_TENSOR);
    }

    private Answers answers(TestReporter reporter, String name, QuantizedGraph quantized) {
        Simulation simulation = new Simulation(quantized);
        double signal = 0;
        double noise = 0;
        int agreed = 0;
        for (float[] picture : unseen) {
            double[] expected = logits(Interpreter.run(original, picture)::get);
            double[] found = logits(simulation.run(picture)::get);
            for (int i = 0; i < expected.length; i++) {
                signal += expected[i] * expected[i];
                noise += (expected[i] - found[i]) * (expected[i] - found[i]);
            }
            agreed += highest(expected) == highest(found) ? 1 : 0;
        }
        double decibels = 10 * Math.log10(signal / noise);
        reporter.publishEntry(name, "%.1f dB, %d of %d agree".formatted(decibels, agreed, unseen.size()));
        return new Answers(decibels, agreed);
    }

    private double[] logits(Function<String, double[]> values) {
        return Objects.requireNonNull(values.apply(original.logits()));
    }

    private static int highest(double[] numbers) {
        int highest = 0;
        for (int i = 1; i < numbers.length; i++) {
            highest = numbers[i] > numbers[highest] ? i : highest;
        }
        return highest;
    }
}
