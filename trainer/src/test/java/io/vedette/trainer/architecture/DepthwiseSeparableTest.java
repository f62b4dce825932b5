package io.vedette.trainer.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DepthwiseSeparableTest {
    private final DepthwiseSeparable architecture = new DepthwiseSeparable(1);

    @Test
    void build_smallGreyPictures_staysUnderAHundredThousandParameters() {
        Graph graph = architecture.build(Shape.of(1, 28, 28), 11, 7);

        assertThat(graph.parameterCount()).isLessThan(100_000);
        assertThat(graph.classes()).isEqualTo(11);
        assertThat(graph.shapeOf(graph.embedding()).elements()).isBetween(64, 128);
    }

    @ParameterizedTest
    @CsvSource({"1,28,28", "3,32,32", "3,96,96", "3,224,224", "1,8,8", "3,48,160"})
    void build_anySize_endsInAMapOfAtMostEight(int channels, int height, int width) {
        Graph graph = architecture.build(Shape.of(channels, height, width), 10, 7);

        String lastMap = graph.getNode(graph.getNode(graph.embedding()).input()).input();
        assertThat(graph.shapeOf(lastMap).height()).isBetween(1, 8);
        assertThat(graph.shapeOf(lastMap).width()).isBetween(1, 8);
    }

    @Test
    void build_sameSeed_sameWeightsToTheBit() {
        Shape input = Shape.of(3, 32, 32);

        assertThat(architecture.build(input, 10, 7)).isEqualTo(architecture.build(input, 10, 7));
        assertThat(architecture.build(input, 10, 7)).isNotEqualTo(architecture.build(input, 10, 8));
    }

    @Test
    void build_kernels_haveTheDeviationThatKeepsVariance() {
        Graph graph = architecture.build(Shape.of(1, 28, 28), 11, 7);
        Tensor kernel = graph.getNode("block5.pointwise").getWeight(WeightRole.WEIGHT);

        double sum = 0;
        for (int i = 0; i < kernel.elements(); i++) {
            sum += kernel.get(i) * (double) kernel.get(i);
        }
        // 12,288 normal draws: the variance's relative standard error is √(2 / n) = 1.3 %; five of them.
        assertThat(sum / kernel.elements())
                .isCloseTo(2.0 / kernel.shape().dimension(1), org.assertj.core.data.Percentage.withPercentage(6.5));
    }

    @Test
    void build_doubleWidth_isWider() {
        Shape input = Shape.of(1, 28, 28);

        assertThat(new DepthwiseSeparable(2).build(input, 11, 7).parameterCount())
                .isGreaterThan(2 * architecture.build(input, 11, 7).parameterCount());
    }

    @Test
    void build_pictureTooSmall_isRefused() {
        assertThatThrownBy(() -> architecture.build(Shape.of(1, 7, 28), 11, 7))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
