package io.vedette.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class GraphTest {
    private static final Shape INPUT = Shape.of(2, 5, 4);
    private static final Convolution CONVOLUTION = new Convolution(3, Window.square(3, 2, Padding.around(1)), 1);
    private static final Tensor KERNEL = Tensor.filled(Shape.of(3, 2, 3, 3), 0.1f);

    private final Node convolution =
            Node.of("convolution", CONVOLUTION, Graph.INPUT, Map.of(WeightRole.WEIGHT, KERNEL));
    private final Node pool = Node.of("pool", new GlobalAveragePool(), "convolution", Map.of());
    private final Node flatten = Node.of("flatten", new Flatten(), "pool", Map.of());
    private final Node linear = Node.of(
            "linear",
            new Linear(2),
            "flatten",
            Map.of(
                    WeightRole.WEIGHT,
                    Tensor.filled(Shape.of(2, 3), 1),
                    WeightRole.BIAS,
                    Tensor.filled(Shape.of(2), 0)));

    @Test
    void graph_valid_knowsShapesAndCosts() {
        Graph graph = graph(convolution, pool, flatten, linear);

        assertThat(graph.shapeOf("convolution")).isEqualTo(Shape.of(3, 3, 2));
        assertThat(graph.shapeOf("flatten")).isEqualTo(Shape.of(3));
        assertThat(graph.classes()).isEqualTo(2);
        assertThat(graph.parameterCount()).isEqualTo(3 * 2 * 9 + 2 * 3 + 2);
        assertThat(graph.multiplyAccumulates()).isEqualTo(3 * 3 * 2 * (2 * 9) + 2 * 3);
        assertThat(graph.consumers("pool")).containsExactly(flatten);
        assertThat(graph.consumers("linear")).isEmpty();
    }

    @Test
    void graph_readsValueMadeLater_namesTheNode() {
        assertThatInvalid(pool, convolution, flatten, linear).hasMessageContaining("convolution");
        assertThat(subject(pool, convolution, flatten, linear)).isEqualTo("node pool");
    }

    @Test
    void graph_weightOfWrongShape_namesTheNode() {
        Node wrong = convolution.withWeights(Map.of(WeightRole.WEIGHT, Tensor.filled(Shape.of(3, 2, 3, 2), 0)));

        assertThat(subject(wrong, pool, flatten, linear)).isEqualTo("node convolution");
    }

    @Test
    void graph_weightMissing_namesTheNode() {
        assertThat(subject(Node.of("convolution", CONVOLUTION, Graph.INPUT, Map.of()), pool, flatten, linear))
                .isEqualTo("node convolution");
    }

    @Test
    void graph_weightNobodyAskedFor_namesTheNode() {
        Node wrong = pool.withWeights(Map.of(WeightRole.GAMMA, KERNEL));

        assertThat(subject(convolution, wrong, flatten, linear)).isEqualTo("node pool");
    }

    @Test
    void graph_twoNodesOfOneName_namesTheNode() {
        assertThat(subject(convolution, pool, flatten, linear, linear)).isEqualTo("node linear");
    }

    @Test
    void graph_valueMadeTwice_namesTheNode() {
        Node second = new Node("second", new Relu(), List.of("convolution"), "convolution", Map.of());

        assertThat(subject(convolution, second, pool, flatten, linear)).isEqualTo("node second");
    }

    @Test
    void graph_operatorOnWrongShape_namesTheNode() {
        assertThat(subject(convolution, linear.withInputs(List.of("convolution"))))
                .isEqualTo("node linear");
    }

    @Test
    void graph_logitsNobodyMakes_saysSo() {
        assertThat(subject(convolution, pool, flatten)).isEqualTo("logits");
    }

    @Test
    void requireFinite_notANumber_namesTheNode() {
        Node poisoned = linear.withWeights(Map.of(WeightRole.BIAS, Tensor.copyOf(Shape.of(2), 0, Float.NaN)));
        Graph graph = graph(convolution, pool, flatten, poisoned);

        assertThatThrownBy(graph::requireFinite)
                .isInstanceOfSatisfying(InvalidGraphException.class, e -> assertThat(e.subject())
                        .isEqualTo("node linear"));
    }

    @Test
    void withWeights_oneRole_keepsTheOthers() {
        Graph graph = graph(convolution, pool, flatten, linear);
        Tensor bias = Tensor.copyOf(Shape.of(2), 3, 4);

        Graph changed = graph.withWeights(Map.of("linear", Map.of(WeightRole.BIAS, bias)));

        assertThat(changed.getNode("linear").getWeight(WeightRole.BIAS)).isEqualTo(bias);
        assertThat(changed.getNode("linear").getWeight(WeightRole.WEIGHT))
                .isEqualTo(linear.getWeight(WeightRole.WEIGHT));
        assertThat(changed).isNotEqualTo(graph);
    }

    @Test
    void samePadding_oddTotal_putsTheRestAtTheEnd() {
        assertThat(Window.square(3, 2, Padding.NONE).samePadding(28, 27)).isEqualTo(new Padding(0, 1, 1, 1));
    }

    @Test
    void tensor_copyOf_isNotAlteredThroughTheSource() {
        float[] source = {1, 2};
        Tensor tensor = Tensor.copyOf(Shape.of(2), source);
        source[0] = 9;
        tensor.toArray()[1] = 9;

        assertThat(tensor.toArray()).containsExactly(1, 2);
        assertThat(tensor.asBuffer().isReadOnly()).isTrue();
    }

    private static Graph graph(Node... nodes) {
        return new Graph("test", INPUT, List.of(nodes), "linear", "flatten");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertThatInvalid(Node... nodes) {
        return assertThatThrownBy(() -> graph(nodes)).isInstanceOf(InvalidGraphException.class);
    }

    private static String subject(Node... nodes) {
        try {
            graph(nodes);
        } catch (InvalidGraphException e) {
            return e.subject();
        }
        throw new AssertionError("The graph was accepted");
    }
}
