package io.vedette.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.operator.BatchNorm;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.graph.pass.FoldBatchNorm;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sample has a batch norm "norm" that follows no convolution, and a batch norm "folded" behind the convolution "same". */
class FoldedNormsTest {
    private final Graph graph = OperatorSamples.graph(BatchNorm.class, 5);
    private final Graph after = new FoldBatchNorm().apply(graph);
    private final FoldedNorms norms = new FoldedNorms(graph, after);
    private final NDManager manager = NDManager.newBaseManager();
    private final Map<String, NDArray> arrays = new HashMap<>();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void has_normBehindAConvolution_isOne() {
        assertThat(norms.has(graph.getNode("folded"))).isTrue();
        assertThat(norms.has(graph.getNode("norm"))).isFalse();
        assertThat(norms.has(graph.getNode("same"))).isFalse();
    }

    @Test
    void fold_convolution_hasTheWeightsOfTheFoldedGraph() {
        NodeWeights folded = norms.fold(graph.getNode("same"), this::weights);

        for (WeightRole role : new WeightRole[] {WeightRole.WEIGHT, WeightRole.BIAS}) {
            // Floats where the pass computes in doubles.
            assertThat(folded.get(role).toFloatArray())
                    .containsExactly(after.getNode("same").getWeight(role).toArray(), Offset.offset(1e-5f));
        }
    }

    @Test
    void fold_gradient_reachesTheConvolutionAndTheNorm() {
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NodeWeights folded = norms.fold(graph.getNode("same"), this::weights);
            collector.backward(folded.get(WeightRole.WEIGHT)
                    .sum()
                    .add(folded.get(WeightRole.BIAS).sum()));
        }

        for (String weight : new String[] {"same.WEIGHT", "same.BIAS", "folded.GAMMA", "folded.BETA"}) {
            assertThat(Objects.requireNonNull(arrays.get(weight)).getGradient().toFloatArray())
                    .as(weight)
                    .doesNotContain(0);
        }
    }

    private NodeWeights weights(Node node) {
        return role -> node.findWeight(role).isEmpty() ? null : array(node, role);
    }

    private NDArray array(Node node, WeightRole role) {
        return arrays.computeIfAbsent(node.name() + "." + role, name -> {
            int[] dimensions = node.getWeight(role).shape().toArray();
            long[] shape = new long[dimensions.length];
            for (int i = 0; i < shape.length; i++) {
                shape[i] = dimensions[i];
            }
            NDArray array = manager.create(node.getWeight(role).toArray(), new Shape(shape));
            array.setRequiresGradient(role.isTrained());
            return array;
        });
    }
}
