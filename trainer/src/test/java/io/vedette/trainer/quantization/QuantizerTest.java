package io.vedette.trainer.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.QuantizedType;
import io.vedette.trainer.graph.TensorRange;
import io.vedette.trainer.graph.UnsupportedOperatorException;
import io.vedette.trainer.graph.operator.BatchNorm;
import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.Relu;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantizerTest {
    @ParameterizedTest
    @CsvSource({
        // lowest, highest, scale, zero point
        "-1, 1.55, 0.01, -28",
        "0, 2.55, 0.01, -128",
        "1, 2.55, 0.01, -128",
        "-2.55, 0, 0.01, 127",
        "-2.55, -1, 0.01, 127",
        "0, 6, 0.023529412, -128",
        "0, 0, 0.003921569, -128",
    })
    void ofRange_range_holdsZeroAndBothEnds(float lowest, float highest, float scale, int zeroPoint) {
        QuantizationParameters parameters = QuantizationParameters.ofRange(new TensorRange(lowest, highest));

        assertThat(parameters.scale()).isEqualTo(scale, org.assertj.core.data.Offset.offset(1e-9f));
        assertThat(parameters.zeroPoint()).isEqualTo(zeroPoint);
        assertThat(parameters.withType(QuantizedType.UINT8).zeroPoint()).isEqualTo(zeroPoint + 128);
    }

    @ParameterizedTest
    @CsvSource({
        // lowest, highest, scale
        "-1.27, 1, 0.01",
        "0, 2.54, 0.02",
        "-2.54, -1, 0.02",
        "0, 0, 1",
    })
    void ofSymmetricRange_range_holdsBothEndsAboutZero(float lowest, float highest, float scale) {
        QuantizationParameters parameters = QuantizationParameters.ofSymmetricRange(new TensorRange(lowest, highest));

        assertThat(parameters.scale()).isEqualTo(scale, org.assertj.core.data.Offset.offset(1e-9f));
        assertThat(parameters.zeroPoint()).isZero();
    }

    @Test
    void quantize_nodeThatKeepsTheScale_hasTheUnionOnBothSides() {
        Graph graph = OperatorSamples.graph(Flatten.class, 3);
        Map<String, TensorRange> ranges = ranges(graph);
        ranges.put(Graph.INPUT, new TensorRange(-1, 1.55f));
        ranges.put("features", new TensorRange(-0.5f, 4.1f));

        QuantizedGraph quantized = Quantizer.quantize(graph, new Calibration(CalibrationMethod.MIN_MAX, 1, ranges));

        assertThat(quantized.getParameters("features")).isEqualTo(quantized.getParameters(Graph.INPUT));
        assertThat(quantized.getParameters("features").scale()).isEqualTo(0.02f);
        assertThat(quantized.getParameters("scores").scale()).isNotEqualTo(0.02f);
    }

    @Test
    void quantize_convolutionBeforeRelu_hasNoParametersBetween() {
        Graph graph = OperatorSamples.graph(Relu.class, 3);

        QuantizedGraph quantized =
                Quantizer.quantize(graph, new Calibration(CalibrationMethod.MIN_MAX, 1, ranges(graph)));

        assertThat(quantized.values()).containsKeys("first", "second", "bare").doesNotContainKey("same");
    }

    @Test
    void quantize_batchNorm_isRefusedByName() {
        Graph graph = OperatorSamples.graph(BatchNorm.class, 3);

        assertThatThrownBy(
                        () -> Quantizer.quantize(graph, new Calibration(CalibrationMethod.MIN_MAX, 1, ranges(graph))))
                .isInstanceOfSatisfying(UnsupportedOperatorException.class, e -> assertThat(e.node())
                        .isEqualTo("norm"));
    }

    private static Map<String, TensorRange> ranges(Graph graph) {
        Map<String, TensorRange> ranges = new LinkedHashMap<>();
        graph.values().keySet().forEach(value -> ranges.put(value, new TensorRange(-1, 2)));
        return ranges;
    }
}
