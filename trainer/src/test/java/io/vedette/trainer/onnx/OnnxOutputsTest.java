package io.vedette.trainer.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.operator.BatchNorm;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.GlobalAveragePool;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Relu6;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which nodes a file becomes, and which values are its outputs. */
class OnnxOutputsTest {
    private static final String PICTURE = OnnxSketch.PICTURE;

    private final OnnxSketch sketch = new OnnxSketch(13);

    @Test
    void read_oneOutput_embeddingIsWhatTheLastLinearLayerReads() {
        String hidden = sketch.node("Gemm", sketch.node("Flatten", PICTURE), sketch.floats(189, 6));
        byte[] file = sketch.toBytes(sketch.node("Gemm", sketch.node("Relu", hidden), sketch.floats(6, 4)));

        Graph graph = OnnxReader.read(file);

        assertThat(operator(graph, graph.logits())).isEqualTo(new Linear(4));
        assertThat(operator(graph, graph.embedding())).isEqualTo(new Relu());
    }

    @Test
    void read_convolutionClassifies_embeddingIsItsInputAveraged() {
        String map = sketch.node("Relu", sketch.convolution(PICTURE, 3, 6));
        String scores = sketch.node("Conv", map, sketch.floats(4, 6, 1, 1));
        byte[] file = sketch.toBytes(sketch.node("Flatten", sketch.node("GlobalAveragePool", scores)));

        Graph graph = OnnxReader.read(file);

        assertThat(graph.shapeOf(graph.embedding())).isEqualTo(Shape.of(6));
        assertThat(operator(graph, graph.embedding())).isEqualTo(new Flatten());
        String pooled = node(graph, graph.embedding()).input();
        assertThat(operator(graph, pooled)).isEqualTo(new GlobalAveragePool());
        assertThat(operator(graph, node(graph, pooled).input())).isEqualTo(new Relu());
    }

    @Test
    void read_namedOutputs_areTakenByName() {
        String vector = sketch.node("Flatten", PICTURE);
        String hidden = sketch.node("Gemm", vector, sketch.floats(189, 6));
        String scores = sketch.node("Gemm", hidden, sketch.floats(6, 4));
        rename(hidden, "embedding");
        rename(scores, "logits");

        Graph graph = OnnxReader.read(sketch.toBytes("embedding", "logits"));

        assertThat(graph.logits()).isEqualTo("logits");
        assertThat(graph.embedding()).isEqualTo("embedding");
    }

    @Test
    void read_branchWithoutUse_isLeftOut() {
        sketch.node("Gemm", sketch.node("Flatten", PICTURE), sketch.floats(189, 6));

        Graph graph = OnnxReader.read(sketch.classified(PICTURE, 189));

        assertThat(graph.nodes().stream().map(Node::operator)).containsExactly(new Flatten(), new Linear(5));
    }

    @Test
    void read_logarithmOfSoftmaxAtTheEnd_isDropped() {
        String scores = sketch.node("Gemm", sketch.node("Flatten", PICTURE), sketch.floats(189, 6));

        Graph graph = OnnxReader.read(sketch.toBytes(sketch.node("LogSoftmax", scores)));

        assertThat(operator(graph, graph.logits())).isEqualTo(new Linear(6));
    }

    @Test
    void read_channelsLastPicture_takesItChannelsFirst() {
        OnnxSketch interleaved = new OnnxSketch(
                13, OnnxSketch.dimension(1), OnnxSketch.dimension(9), OnnxSketch.dimension(7), OnnxSketch.dimension(3));
        String planar = interleaved.node("Transpose", List.of(PICTURE), Map.of("perm", List.of(0, 3, 1, 2)));

        Graph graph = OnnxReader.read(interleaved.classified(planar, 189));

        assertThat(graph.input()).isEqualTo(Shape.of(3, 9, 7));
        assertThat(graph.nodes().stream().map(Node::operator)).containsExactly(new Flatten(), new Linear(5));
    }

    @Test
    void read_biasAfterTheConvolution_belongsToIt() {
        String map = sketch.convolution(PICTURE, 3, 4);
        String biased = sketch.node("Add", map, sketch.floats(4, 1, 1));

        Graph graph = OnnxReader.read(sketch.classified(sketch.node("Mul", biased, sketch.number(2)), 4 * 63));

        assertThat(graph.nodes()).hasSize(3);
        assertThat(graph.nodes().get(0).operator()).isInstanceOf(Convolution.class);
        assertThat(graph.nodes().get(0).weights()).containsKey(WeightRole.BIAS);
    }

    @Test
    void read_scalingAfterTheNorm_belongsToIt() {
        String norm = sketch.node(
                "BatchNormalization",
                PICTURE,
                sketch.floats(3),
                sketch.floats(3),
                sketch.floats(3),
                sketch.positives(3));
        String scaled = sketch.node("Mul", norm, sketch.floats(3, 1, 1));

        Graph graph = OnnxReader.read(sketch.classified(scaled, 189));

        assertThat(graph.nodes().stream().map(Node::operator))
                .containsExactly(new BatchNorm(1e-5f), new Flatten(), new Linear(5));
    }

    @Test
    void read_integersThatEndAtZero_haveTheirReluBack() {
        assertThat(afterConvolution(0, 0.02f)).isEqualTo(new Relu());
    }

    @Test
    void read_integersThatEndAtZeroAndSix_haveTheirRelu6Back() {
        assertThat(afterConvolution(0, 6 / 255f)).isEqualTo(new Relu6());
    }

    @Test
    void read_integersBelowZero_haveNothingPutBack() {
        assertThat(afterConvolution(1, 0.02f)).isEqualTo(new Flatten());
    }

    /** What a graph does after a convolution whose values are quantized with that zero point and scale. */
    private Operator afterConvolution(int zeroPoint, float scale) {
        String point = sketch.constant(OnnxSketch.tensor(DataType.UINT8_VALUE).addInt32Data(zeroPoint));
        String step = sketch.number(scale);
        String whole = sketch.node("QuantizeLinear", sketch.convolution(PICTURE, 3, 4), step, point);
        Graph graph = OnnxReader.read(sketch.classified(sketch.node("DequantizeLinear", whole, step, point), 4 * 63));
        return graph.nodes().get(1).operator();
    }

    private void rename(String value, String name) {
        for (int i = 0; i < sketch.graph().getNodeCount(); i++) {
            var node = sketch.graph().getNodeBuilder(i);
            for (int j = 0; j < node.getInputCount(); j++) {
                node.setInput(j, node.getInput(j).equals(value) ? name : node.getInput(j));
            }
            node.setOutput(0, node.getOutput(0).equals(value) ? name : node.getOutput(0));
        }
    }

    private static Node node(Graph graph, String value) {
        return graph.nodes().stream()
                .filter(node -> node.output().equals(value))
                .findFirst()
                .orElseThrow();
    }

    private static Operator operator(Graph graph, String value) {
        return node(graph, value).operator();
    }
}
