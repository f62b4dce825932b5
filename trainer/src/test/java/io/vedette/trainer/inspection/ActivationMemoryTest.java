package io.vedette.trainer.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.trainer.architecture.MobileNetV2;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.GraphStorage;
import io.vedette.trainer.graph.IntegerType;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.TensorStorage;
import io.vedette.trainer.graph.operator.Add;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.GlobalAveragePool;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.Padding;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.graph.operator.Window;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActivationMemoryTest {
    /**
     * Numbers that are there while each node runs, of maps of 2 × 4 × 4 and features of 2:
     * wide 48 + 32; clamped writes over wide; narrow 32 + 32; sum 32 + 32 + 32; pooled 32 + 2; logits 2 + 3.
     */
    private static final Graph RESIDUAL = new Graph(
            "residual",
            Shape.of(3, 4, 4),
            List.of(
                    convolution("wide", Graph.INPUT, 3),
                    Node.of("clamped", new Relu(), "wide", Map.of()),
                    convolution("narrow", "clamped", 2),
                    new Node("sum", new Add(), List.of("narrow", "clamped"), "sum", Map.of()),
                    Node.of("pooled", new GlobalAveragePool(), "sum", Map.of()),
                    Node.of("features", new Flatten(), "pooled", Map.of()),
                    Node.of(
                            "logits",
                            new Linear(3),
                            "features",
                            Map.of(WeightRole.WEIGHT, Tensor.filled(Shape.of(3, 2), 1)))),
            "logits",
            "features");

    @Test
    void of_residualNetwork_countsWhatLivesTogether() {
        ActivationMemory memory = ActivationMemory.of(RESIDUAL, GraphStorage.FLOATS);

        assertThat(memory).isEqualTo(new ActivationMemory(4 * 96, "sum", 96, "sum"));
    }

    @Test
    void of_partlyIntegers_countsEachAsItIsStored() {
        GraphStorage.Builder storage = new GraphStorage.Builder();
        storage.value("clamped", TensorStorage.perTensor(IntegerType.INT8, 1, 0));
        storage.value("narrow", TensorStorage.perTensor(IntegerType.INT16, 1, 0));

        ActivationMemory memory = ActivationMemory.of(RESIDUAL, storage.build());

        // While the first convolution runs: the picture in floats beside the first map, which is kept in one byte a
        // number.
        assertThat(memory).isEqualTo(new ActivationMemory(4 * 96, "sum", 4 * 48 + 32, "wide"));
    }

    @Test
    void of_mobileNet_isWhatItsWidestBlockTakes() {
        Graph graph = new MobileNetV2(1).build(Shape.of(3, 224, 224), 1000, 1);

        // The depthwise convolution of the second block: 96 maps of 112² in, of 56² out.
        assertThat(ActivationMemory.of(graph, GraphStorage.FLOATS).integerBytes())
                .isEqualTo(96 * (112 * 112 + 56 * 56));
    }

    private static Node convolution(String name, String input, int inputs) {
        return Node.of(
                name,
                new Convolution(2, Window.square(1, 1, Padding.NONE), 1),
                input,
                Map.of(WeightRole.WEIGHT, Tensor.filled(Shape.of(2, inputs, 1, 1), 1)));
    }
}
