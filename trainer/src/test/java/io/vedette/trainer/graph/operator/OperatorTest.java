package io.vedette.trainer.graph.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OperatorTest {
    private static final Shape MAP = Shape.of(4, 9, 7);
    private static final Shape VECTOR = Shape.of(12);

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(new Add(), List.of(MAP), "two inputs but found 1"),
                Arguments.of(new Add(), List.of(MAP, Shape.of(4, 9, 1)), "has [4×9×1]"),
                Arguments.of(new Multiply(), List.of(VECTOR, Shape.of(1)), "has [1]"),
                Arguments.of(new Concat(), List.of(), "at least one input"),
                Arguments.of(new Concat(), List.of(MAP, Shape.of(4, 9, 6)), "[[4×9×7], [4×9×6]]"),
                Arguments.of(new Concat(), List.of(Shape.of(2, 3), Shape.of(2, 3)), "[[2×3], [2×3]]"),
                Arguments.of(new Reshape(Shape.of(250)), List.of(MAP), "[4×9×7] has not as many elements"),
                Arguments.of(new Transpose(List.of(2, 1, 0)), List.of(VECTOR), "found shape [12]"),
                Arguments.of(new Softmax(), List.of(MAP), "Needs a vector"),
                Arguments.of(new Pad(Padding.around(1)), List.of(VECTOR), "found shape [12]"),
                Arguments.of(new MaxPool(Window.square(10, 1, Padding.NONE)), List.of(MAP), "does not fit"),
                Arguments.of(
                        new Pad(new Padding(Integer.MAX_VALUE, 0, Integer.MAX_VALUE, 0)),
                        List.of(MAP),
                        "longer than an array"),
                Arguments.of(
                        new Convolution(
                                4, Window.square(1, 1, new Padding(0, Integer.MAX_VALUE, 0, Integer.MAX_VALUE)), 1),
                        List.of(MAP),
                        "longer than an array"),
                Arguments.of(
                        new Concat(),
                        List.of(Shape.of(Integer.MAX_VALUE), Shape.of(Integer.MAX_VALUE), Shape.of(3)),
                        "4294967297 channels"),
                Arguments.of(new Identity(), List.of(MAP, MAP), "one input but found 2"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void outputShape_inputsThatCannotBe_areRefused(Operator operator, List<Shape> inputs, String message) {
        assertThatThrownBy(() -> operator.outputShape(inputs))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void window_tapsFartherApartThanAnyMap_isRefused() {
        assertThatThrownBy(() -> new Window(3, 1, 1, 1, Padding.NONE, 1 << 30, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("longer than any map");
    }

    @Test
    void outputShape_oneNumberPerChannel_isTheMaps() {
        assertThat(new Multiply().outputShape(List.of(MAP, Shape.of(4, 1, 1)))).isEqualTo(MAP);
    }

    @Test
    void outputShape_concat_addsChannels() {
        assertThat(new Concat().outputShape(List.of(MAP, MAP, Shape.of(1, 9, 7))))
                .isEqualTo(Shape.of(9, 9, 7));
        assertThat(new Concat().outputShape(List.of(VECTOR, VECTOR))).isEqualTo(Shape.of(24));
    }

    @Test
    void outputShape_transpose_takesTheNamedAxes() {
        assertThat(new Transpose(List.of(2, 0, 1)).outputShape(List.of(MAP))).isEqualTo(Shape.of(7, 4, 9));
    }

    @Test
    void outputShape_dilatedWindow_reachesFurther() {
        Window window = new Window(3, 3, 1, 1, Padding.around(2), 2, 2);

        assertThat(new Convolution(8, window, 1).outputShape(List.of(MAP))).isEqualTo(Shape.of(8, 9, 7));
        assertThat(window.isSame(MAP)).isTrue();
    }

    @Test
    void window_dilationOfASingleTap_isNone() {
        assertThat(new Window(1, 3, 1, 1, Padding.NONE, 5, 1)).isEqualTo(new Window(1, 3, 1, 1, Padding.NONE));
    }

    @Test
    void pool_thatCannotBe_isRefused() {
        assertThatThrownBy(() -> new MaxPool(Window.square(2, 2, Padding.around(2))))
                .hasMessageContaining("less than its window of 2×2");
        assertThatThrownBy(() -> new AveragePool(new Window(3, 3, 1, 1, Padding.NONE, 2, 2), false))
                .hasMessageContaining("dilations of 2 and 2");
        assertThatThrownBy(() -> new Transpose(List.of(0, 1, 1))).hasMessageContaining("[0, 1, 1]");
        assertThatThrownBy(() -> new Dropout(1)).hasMessageContaining("below 1 but is 1.0");
        assertThatThrownBy(() -> new LeakyRelu(Float.NaN)).hasMessageContaining("NaN");
    }

    /** Values of torch.nn.functional, to six digits. */
    @ParameterizedTest
    @CsvSource({
        "-4, 0, 0, -0.4, 0, 0, 0.017986, -0.071945",
        "-1, 0, 0, -0.1, -0.333333, 0.333333, 0.268941, -0.268941",
        "0, 0, 0, 0, 0, 0.5, 0.5, 0",
        "2, 2, 2, 2, 1.666667, 0.833333, 0.880797, 1.761594",
        "7, 7, 6, 7, 7, 1, 0.999089, 6.993623",
    })
    void apply_activation_isThePublishedFunction(
            double x,
            double relu,
            double relu6,
            double leaky,
            double hardSwish,
            double hardSigmoid,
            double sigmoid,
            double silu) {
        assertThat(new Relu().apply(x)).isEqualTo(relu);
        assertThat(new Relu6().apply(x)).isEqualTo(relu6);
        assertThat(new LeakyRelu(0.1f).apply(x)).isCloseTo(leaky, within(1e-6));
        assertThat(new HardSwish().apply(x)).isCloseTo(hardSwish, within(1e-6));
        assertThat(new HardSigmoid().apply(x)).isCloseTo(hardSigmoid, within(1e-6));
        assertThat(new Sigmoid().apply(x)).isCloseTo(sigmoid, within(1e-6));
        assertThat(new Silu().apply(x)).isCloseTo(silu, within(1e-6));
    }
}
