package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Padding;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.graph.operator.Window;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Reads sums and products with a constant, alike for all numbers or per channel: depthwise convolutions of 1×1. */
final class ConstantArithmetic {
    private final GraphAssembly assembly;
    private final FileConstants constants;
    private final NodeMaker maker;

    ConstantArithmetic(GraphAssembly assembly, FileConstants constants, NodeMaker maker) {
        this.assembly = assembly;
        this.constants = constants;
        this.maker = maker;
    }

    /**
     * Adds value · factor + summand to the graph.
     *
     * @param factor of a number of the constant
     * @param summand of a number of the constant
     */
    void apply(
            FileOperator operator,
            FileValue value,
            FileTensor constant,
            DoubleUnaryOperator factor,
            DoubleUnaryOperator summand,
            byte activation) {
        FileValue whole = assembly.settled(value);
        List<Integer> shape = whole.shape();
        boolean isVector = shape.size() < 4 && whole.isVector();
        FileValue asMap = isVector
                ? whole.reshaped(whole.name(), List.of(1, 1, 1, whole.held().elements()))
                : whole;
        String map = assembly.map(asMap);
        int channels = assembly.shapeOf(map).channels();
        float[] numbers = constants.real(constant);
        List<Integer> constantShape = constant.shape();
        boolean isPerChannel = numbers.length == channels
                && !constantShape.isEmpty()
                && constantShape.get(constantShape.size() - 1) == channels;
        if (numbers.length != 1 && !isPerChannel) {
            throw operator.problem("its constant must have one number, or one for each of " + channels
                    + " channels, but has shape " + constantShape);
        }
        float[] factors = new float[channels];
        float[] summands = new float[channels];
        boolean isSum = false;
        for (int channel = 0; channel < channels; channel++) {
            float number = numbers[numbers.length == 1 ? 0 : channel];
            factors[channel] = (float) factor.applyAsDouble(number);
            summands[channel] = (float) summand.applyAsDouble(number);
            isSum |= summands[channel] != 0;
            if (!Float.isFinite(factors[channel])) {
                throw operator.problem("it divides by " + number);
            }
        }
        Map<WeightRole, Tensor> weights = new EnumMap<>(WeightRole.class);
        weights.put(WeightRole.WEIGHT, Tensor.owning(Shape.of(channels, 1, 1, 1), factors));
        if (isSum) {
            weights.put(WeightRole.BIAS, Tensor.owning(Shape.of(channels), summands));
        }
        Convolution convolution = new Convolution(channels, Window.square(1, 1, Padding.NONE), channels);
        String result = assembly.add(operator.name(), convolution, List.of(map), weights);
        if (isVector) {
            maker.vector(operator, result, activation);
        } else {
            maker.map(operator, result, activation);
        }
    }
}
