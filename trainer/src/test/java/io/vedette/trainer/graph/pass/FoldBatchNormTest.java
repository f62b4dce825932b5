package io.vedette.trainer.graph.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.trainer.architecture.DepthwiseSeparable;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.Pictures;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.BatchNorm;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.interpreter.Interpreter;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FoldBatchNormTest {
    private final FoldBatchNorm fold = new FoldBatchNorm();

    @Test
    void apply_behindConvolutionAndAlone_keepsTheOutputs() {
        assertSameOutputs(OperatorSamples.graph(BatchNorm.class, 5));
    }

    @Test
    void apply_negativeGamma_keepsTheOutputs() {
        Graph graph = OperatorSamples.graph(BatchNorm.class, 5);
        Map<WeightRole, Tensor> negative = Map.of(WeightRole.GAMMA, Tensor.filled(Shape.of(6), -0.7f));

        assertSameOutputs(graph.withWeights(Map.of("folded", negative)));
    }

    @Test
    void apply_wholeNetwork_leavesOneConvolutionPerLayer() {
        Graph graph = new DepthwiseSeparable(1).build(Shape.of(1, 28, 28), 11, 7);

        Graph folded = fold.apply(graph);

        assertThat(folded.nodes()).noneMatch(node -> node.operator() instanceof BatchNorm);
        assertThat(folded.nodes()).hasSize(graph.nodes().size() - 11);
        assertThat(folded.multiplyAccumulates()).isEqualTo(graph.multiplyAccumulates());
    }

    @Test
    void apply_convolutionReadTwice_isNotAltered() {
        Graph graph = OperatorSamples.graph(BatchNorm.class, 5);
        // The pool now reads the convolution itself, which therefore has to stay as it is.
        Graph shared = graph.withNodes(graph.nodes().stream()
                .map(node -> node.name().equals("pool") ? node.withInputs(java.util.List.of("same")) : node)
                .collect(Collectors.toList()));

        Graph folded = fold.apply(shared);

        assertThat(folded.getNode("same")).isEqualTo(shared.getNode("same"));
        assertSameOutputs(shared);
    }

    @Test
    void apply_negativeVariance_isRefused() {
        Graph graph = OperatorSamples.graph(BatchNorm.class, 5)
                .withWeights(Map.of("folded", Map.of(WeightRole.VARIANCE, Tensor.filled(Shape.of(6), -1))));

        assertThatThrownBy(() -> fold.apply(graph))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("folded");
    }

    private void assertSameOutputs(Graph graph) {
        Graph folded = fold.apply(graph);
        assertThat(folded.nodes().stream().map(Node::operator)).noneMatch(BatchNorm.class::isInstance);
        float[] picture =
                Pictures.random(graph.input(), 1, new Random(11).nextLong()).get(0);
        Map<String, double[]> expected = Interpreter.run(graph, picture);
        Map<String, double[]> found = Interpreter.run(folded, picture);
        // Folded weights are rounded to floats, 6e-8 each, over sums of some tens of numbers of order one.
        assertThat(found.get(graph.logits())).containsExactly(expected.get(graph.logits()), Offset.offset(1e-5));
        assertThat(found.get(graph.embedding())).containsExactly(expected.get(graph.embedding()), Offset.offset(1e-5));
    }
}
