package io.vedette.trainer.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.trainer.architecture.DepthwiseSeparable;
import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Granularity;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.Pictures;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.QuantizedSamples;
import io.vedette.trainer.graph.RescaledChannels;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.TensorRange;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.graph.pass.FoldBatchNorm;
import io.vedette.trainer.interpreter.Interpreter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SensitivityAnalysisTest {
    static Stream<Class<?>> kinds() {
        return OperatorSamples.kinds().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void measure_everyOperator_hasEvidenceOfEachNode(Class<?> kind) {
        QuantizedGraph quantized = QuantizedSamples.of(OperatorSamples.graph(kind, 79));

        List<LayerEvidence> evidence = SensitivityAnalysis.measure(
                quantized, Pictures.random(quantized.graph().input(), 5, 31));

        assertThat(evidence)
                .extracting(LayerEvidence::node)
                .containsExactlyElementsOf(quantized.nodes().stream()
                        .map(FusedNode::node)
                        .map(node -> node.name())
                        .toList());
        assertThat(evidence).allSatisfy(layer -> {
            // Eight bits of numbers that fill their range have some 40 dB; over a few layers in a row less.
            assertThat(layer.signalToNoise()).isGreaterThan(15);
            assertThat(layer.gain()).isNotNaN();
            assertThat(layer.alone()).isGreaterThan(15);
            // The pictures are among those that gave the ranges; only a sigmoid's integers end before its numbers, at
            // 255 / 256.
            assertThat(layer.saturation()).isLessThan(0.01);
        });
    }

    @Test
    void measure_layerWithOneLargeWeight_gainsMostFromFloats() {
        Graph graph = new FoldBatchNorm().apply(new DepthwiseSeparable(0.5).build(Shape.of(1, 28, 28), 10, 7));
        float[] weights =
                graph.getNode("block5.pointwise").getWeight(WeightRole.WEIGHT).toArray();
        weights[0] = 60;
        Graph spoilt = graph.withWeights(Map.of(
                "block5.pointwise",
                Map.of(
                        WeightRole.WEIGHT,
                        Tensor.owning(
                                graph.getNode("block5.pointwise")
                                        .getWeight(WeightRole.WEIGHT)
                                        .shape(),
                                weights))));
        QuantizedGraph quantized = QuantizedSamples.of(spoilt, Granularity.PER_TENSOR);
        List<float[]> pictures = Pictures.random(graph.input(), 4, 31);

        List<LayerEvidence> evidence = SensitivityAnalysis.measure(quantized, pictures);

        LayerEvidence most =
                evidence.stream().max(Comparator.comparing(LayerEvidence::gain)).orElseThrow();
        assertThat(most.node()).isEqualTo("block5.pointwise");
        assertThat(most.gain()).isGreaterThan(3);
        assertThat(evidence.stream()
                        .min(Comparator.comparing(LayerEvidence::alone))
                        .orElseThrow())
                .isEqualTo(most);
    }

    @Test
    void measure_severalLayersThatEachDestroyTheLogits_areToldByWhatTheyCostAlone() {
        Graph graph = new FoldBatchNorm().apply(new DepthwiseSeparable(1).build(Shape.of(3, 16, 16), 10, 3));
        List<float[]> pictures = Pictures.random(graph.input(), 3, 31);

        List<LayerEvidence> sound = SensitivityAnalysis.measure(QuantizedSamples.of(graph), pictures);
        List<LayerEvidence> spoilt =
                SensitivityAnalysis.measure(QuantizedSamples.of(RescaledChannels.of(graph, 5)), pictures);

        assertThat(sound).allMatch(layer -> layer.alone() > 15);
        // None alone in floats mends them.
        assertThat(spoilt).allMatch(layer -> layer.gain() < 3);
        assertThat(spoilt.stream().filter(layer -> layer.alone() < 15)).hasSizeGreaterThan(1);
        assertThat(spoilt).anyMatch(layer -> layer.alone() > 30);
    }

    @Test
    void measure_rangeThatEndsEarly_isSaturated() {
        Graph graph = OperatorSamples.graph(Relu.class, 79);
        List<float[]> pictures = Pictures.random(graph.input(), 5, 83);
        Map<String, TensorRange> ranges = new LinkedHashMap<>(new Calibrator(CalibrationMethod.MIN_MAX, 1)
                .calibrate(graph, pictures)
                .ranges());
        ranges.put("second", new TensorRange(0, 1));
        QuantizedGraph quantized = Quantizer.quantize(graph, new Calibration(CalibrationMethod.MIN_MAX, 5, ranges));

        LayerEvidence evidence = SensitivityAnalysis.measure(quantized, pictures).stream()
                .filter(layer -> layer.node().equals("same"))
                .findFirst()
                .orElseThrow();

        long beyond = 0;
        long all = 0;
        for (float[] picture : pictures) {
            for (double number : Interpreter.run(graph, picture).getOrDefault("second", new double[0])) {
                beyond += number > 1 + 0.5 / 255 ? 1 : 0;
                all++;
            }
        }
        assertThat(evidence.saturation()).isEqualTo((double) beyond / all, Offset.offset(1e-9));
        assertThat(evidence.saturation()).isGreaterThan(0.05);
    }

    @Test
    void measure_noPicture_isRefused() {
        QuantizedGraph quantized = QuantizedSamples.of(OperatorSamples.graph(Relu.class, 79));

        assertThatThrownBy(() -> SensitivityAnalysis.measure(quantized, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void measure_nodesInFloats_isRefused() {
        QuantizedGraph quantized =
                QuantizedSamples.of(OperatorSamples.graph(Relu.class, 79)).withFloatNodes(Set.of("same"));

        assertThatThrownBy(() -> SensitivityAnalysis.measure(
                        quantized, Pictures.random(quantized.graph().input(), 1, 31)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
