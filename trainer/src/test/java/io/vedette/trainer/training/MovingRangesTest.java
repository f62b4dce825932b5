package io.vedette.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.Symmetry;
import io.vedette.trainer.graph.TensorRange;
import io.vedette.trainer.graph.operator.Concat;
import io.vedette.trainer.graph.pass.RescaleFixedOutputs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MovingRangesTest {
    private static final List<FusedNode> NODES =
            FusedNode.of(new RescaleFixedOutputs().apply(OperatorSamples.graph(Concat.class, 1)));

    private final Map<String, TensorRange> first = new HashMap<>();

    MovingRangesTest() {
        first.put(Graph.INPUT, new TensorRange(-1, 1));
        NODES.forEach(fused -> first.put(fused.output(), new TensorRange(-1, 1)));
        first.put("left", new TensorRange(-4, 2));
        first.put("right", new TensorRange(0, 3));
    }

    @Test
    void new_valuesOfOneScale_beginWithTheUnion() {
        MovingRanges ranges = new MovingRanges(NODES, first, Symmetry.ASYMMETRIC, 0.5);

        assertThat(ranges.toMap())
                .containsEntry("left", new TensorRange(-4, 3))
                .containsEntry("both", new TensorRange(-4, 3))
                .containsEntry("pool", new TensorRange(-1, 1));
        assertThat(ranges.parameters("right")).isEqualTo(QuantizationParameters.ofRange(new TensorRange(-4, 3)));
    }

    @Test
    void move_observed_goesItsPartToTheUnionOfTheBatch() {
        MovingRanges ranges = new MovingRanges(NODES, first, Symmetry.ASYMMETRIC, 0.25);

        ranges.observe("left", new TensorRange(-8, 1));
        ranges.observe("right", new TensorRange(0, 7));
        ranges.move();

        assertThat(ranges.toMap())
                .containsEntry("both", new TensorRange(-5, 4))
                .containsEntry("pool", new TensorRange(-1, 1));
        assertThat(ranges.parameters("both")).isEqualTo(QuantizationParameters.ofRange(new TensorRange(-5, 4)));
    }

    @Test
    void move_twice_forgetsTheBatchBefore() {
        MovingRanges ranges = new MovingRanges(NODES, first, Symmetry.ASYMMETRIC, 0.5);

        ranges.observe("pool", new TensorRange(-3, 3));
        ranges.move();
        ranges.observe("pool", new TensorRange(-2, 4));
        ranges.move();

        assertThat(ranges.toMap()).containsEntry("pool", new TensorRange(-2, 3));
    }

    @Test
    void isMoving_sigmoid_hasTheScaleThatFilesAskFor() {
        MovingRanges ranges = new MovingRanges(NODES, first, Symmetry.ASYMMETRIC, 0.5);

        assertThat(ranges.isMoving("gate")).isFalse();
        assertThat(ranges.isMoving("gate.rescaled")).isTrue();
        assertThat(ranges.parameters("gate").scale()).isEqualTo(1 / 256f);
        assertThat(ranges.toMap()).containsEntry("gate", TensorRange.SHARES);
    }

    @Test
    void move_symmetric_keepsZeroInTheMiddle() {
        MovingRanges ranges = new MovingRanges(NODES, first, Symmetry.SYMMETRIC, 0.5);
        assertThat(ranges.parameters("both"))
                .isEqualTo(QuantizationParameters.ofSymmetricRange(new TensorRange(-4, 3)));

        ranges.observe("left", new TensorRange(0, 7));
        ranges.move();

        assertThat(ranges.parameters("both"))
                .isEqualTo(QuantizationParameters.ofSymmetricRange(new TensorRange(-2, 5)));
    }

    @Test
    void new_rangeMissing_isRefusedByName() {
        first.remove("right");

        assertThatThrownBy(() -> new MovingRanges(NODES, first, Symmetry.ASYMMETRIC, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("right");
    }
}
