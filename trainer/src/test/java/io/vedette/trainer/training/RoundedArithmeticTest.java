package io.vedette.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.Pictures;
import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.QuantizedSamples;
import io.vedette.trainer.graph.TensorRange;
import io.vedette.trainer.graph.operator.BatchNorm;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.graph.pass.FoldBatchNorm;
import io.vedette.trainer.graph.pass.RescaleFixedOutputs;
import io.vedette.trainer.interpreter.Simulation;
import io.vedette.trainer.quantization.Calibration;
import io.vedette.trainer.quantization.CalibrationMethod;
import io.vedette.trainer.quantization.Calibrator;
import io.vedette.trainer.quantization.Quantizer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundedArithmeticTest {
    /**
     * Floats round sums where the simulation has them exactly; beside a half that makes a step, and a layer may pass it on as another. (As
     * {@link QuantizedSamples} allows runtimes.)
     */
    private static final double STEPS = 2.01;

    private static final double MOMENTUM = 0.25;

    static List<Class<?>> kinds() {
        return OperatorSamples.kinds();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void run_eachOperator_answersAsItsIntegerFiles(Class<?> kind) {
        Graph graph = new RescaleFixedOutputs().apply(OperatorSamples.graph(kind, 41));
        Calibration calibration = calibrate(graph);
        QuantizedGraph quantized = Quantizer.quantize(new FoldBatchNorm().apply(graph), calibration);
        List<float[]> pictures = Pictures.random(graph.input(), 5, 43);

        List<Map<String, float[]>> found;
        try (RoundedBlock block = new RoundedBlock(graph, calibration.ranges(), MOMENTUM, 0)) {
            found = block.run(pictures);
        }

        Simulation simulation = new Simulation(quantized);
        for (int i = 0; i < pictures.size(); i++) {
            Map<String, double[]> expected = simulation.run(pictures.get(i));
            assertClose(quantized, graph.logits(), found.get(i), expected);
            assertClose(quantized, graph.embedding(), found.get(i), expected);
        }
    }

    private static void assertClose(
            QuantizedGraph quantized, String value, Map<String, float[]> found, Map<String, double[]> expected) {
        QuantizationParameters parameters = quantized.getParameters(value);
        double[] wanted = Objects.requireNonNull(expected.get(value));
        float[] got = Objects.requireNonNull(found.get(value));
        assertThat(got).hasSameSizeAs(wanted);
        for (int i = 0; i < got.length; i++) {
            assertThat((double) got[i]).isCloseTo(wanted[i], Offset.offset(STEPS * parameters.scale()));
            // Not merely near: a number that an integer stands for.
            assertThat((double) got[i])
                    .isCloseTo(
                            parameters.toReal(parameters.toInteger(got[i])), Offset.offset(1e-4 * parameters.scale()));
        }
    }

    @Test
    void run_training_movesRangesTowardsTheBatch() {
        Graph graph = OperatorSamples.graph(Convolution.class, 41);
        Calibration calibration = calibrate(graph);
        float[] picture = new float[graph.input().elements()];
        picture[0] = 100;
        picture[1] = -50;
        TensorRange before = calibration.getRange(Graph.INPUT);

        try (RoundedBlock block = new RoundedBlock(graph, calibration.ranges(), MOMENTUM, 1)) {
            block.run(List.of(picture));
            assertThat(block.ranges().get(Graph.INPUT)).isEqualTo(before);

            block.run(List.of(picture, new float[picture.length]), true);
            TensorRange moved = Objects.requireNonNull(block.ranges().get(Graph.INPUT));
            assertThat(moved.lowest()).isEqualTo((float) (before.lowest() + MOMENTUM * (-50.0 - before.lowest())));
            assertThat(moved.highest()).isEqualTo((float) (before.highest() + MOMENTUM * (100.0 - before.highest())));
            block.ranges()
                    .forEach((value, range) -> assertThat(range).as(value).isNotEqualTo(calibration.getRange(value)));
        }
    }

    @Test
    void run_trainingPastTheMovingBatches_keepsRangesAndRunningStatistics() {
        Graph graph = OperatorSamples.graph(BatchNorm.class, 41);
        List<float[]> pictures = Pictures.random(graph.input(), 8, 43);
        try (RoundedBlock block = new RoundedBlock(graph, calibrate(graph).ranges(), MOMENTUM, 2)) {
            block.run(pictures, true);
            Graph first = block.graph();
            block.run(pictures, true);
            Graph second = block.graph();
            Map<String, TensorRange> ranges = block.ranges();
            List<Map<String, float[]>> settled = block.run(pictures, true);

            assertThat(statistics(second)).isNotEqualTo(statistics(first));
            assertThat(statistics(block.graph())).isEqualTo(statistics(second));
            assertThat(block.ranges()).isEqualTo(ranges);
            // By running statistics, as files do.
            List<Map<String, float[]>> evaluated = block.run(pictures);
            for (int i = 0; i < pictures.size(); i++) {
                assertThat(settled.get(i).get(graph.logits()))
                        .containsExactly(evaluated.get(i).get(graph.logits()));
            }
        }
    }

    @Test
    void run_manyBatches_leaveNothingWithTheWeights() {
        Graph graph = OperatorSamples.graph(BatchNorm.class, 41);
        List<float[]> pictures = Pictures.random(graph.input(), 8, 43);
        try (RoundedBlock block = new RoundedBlock(graph, calibrate(graph).ranges(), MOMENTUM, 2)) {
            block.run(pictures, true);
            int arrays = block.arrays();
            for (int i = 0; i < 3; i++) {
                block.run(pictures, true);
                block.run(pictures);
            }

            assertThat(block.arrays()).isEqualTo(arrays);
        }
    }

    private static List<Object> statistics(Graph graph) {
        return graph.nodes().stream()
                .filter(node -> node.operator() instanceof BatchNorm)
                .<Object>map(RoundedArithmeticTest::statistics)
                .toList();
    }

    private static List<Object> statistics(Node norm) {
        return List.of(norm.getWeight(WeightRole.MEAN), norm.getWeight(WeightRole.VARIANCE));
    }

    private static Calibration calibrate(Graph graph) {
        return new Calibrator(CalibrationMethod.MIN_MAX, 1)
                .calibrate(new FoldBatchNorm().apply(graph), Pictures.random(graph.input(), 20, 31));
    }
}
