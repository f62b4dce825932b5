package io.vedette.trainer.graph;

import java.util.List;

/**
 * A kind of computation with its settings; the weights belong to the node.
 *
 * <p>The methods that take the inputs' shapes throw {@link IllegalArgumentException} when the operator cannot work on them; a graph turns
 * that into an {@link InvalidGraphException} with the node's name.
 */
public sealed interface Operator {
    /** The shape of the output for inputs of the given shapes. */
    Shape outputShape(List<Shape> inputs);

    /** The weights taken with inputs of the given shapes. */
    default List<WeightSpec> weights(List<Shape> inputs) {
        return List.of();
    }

    /** Multiplications with a weight, each with its addition, for one picture. */
    default long multiplyAccumulates(List<Shape> inputs) {
        return 0;
    }

    /** Whether the output holds values of the input unchanged, so that both must be quantized alike. */
    default boolean movesValuesOnly() {
        return false;
    }

    /** Slides kernels over a map; input and output channels fall into groups that do not see each other. */
    record Convolution(int outputChannels, Window window, int groups) implements Operator {
        public Convolution {
            if (outputChannels < 1 || groups < 1 || outputChannels % groups != 0) {
                throw new IllegalArgumentException(
                        "Output channels must be a positive multiple of the groups but found " + outputChannels
                                + " and " + groups);
            }
        }

        /** Whether every input channel has kernels of its own. */
        public boolean isDepthwise(int inputChannels) {
            return groups > 1 && groups == inputChannels;
        }

        @Override
        public Shape outputShape(List<Shape> inputs) {
            Shape input = only(inputs).requireMap();
            if (input.channels() % groups != 0) {
                throw new IllegalArgumentException(
                        input.channels() + " input channels do not fall into " + groups + " groups");
            }
            return Shape.of(outputChannels, window.outputHeight(input.height()), window.outputWidth(input.width()));
        }

        @Override
        public List<WeightSpec> weights(List<Shape> inputs) {
            int inputChannels = only(inputs).channels() / groups;
            return List.of(
                    WeightSpec.required(
                            WeightRole.WEIGHT,
                            Shape.of(outputChannels, inputChannels, window.height(), window.width())),
                    WeightSpec.optional(WeightRole.BIAS, Shape.of(outputChannels)));
        }

        @Override
        public long multiplyAccumulates(List<Shape> inputs) {
            long kernel = (long) only(inputs).channels() / groups * window.height() * window.width();
            return kernel * outputShape(inputs).elements();
        }
    }

    /** Normalises each channel by running statistics, then scales and shifts it. */
    record BatchNorm(float epsilon) implements Operator {
        public BatchNorm {
            if (!(epsilon > 0) || !Float.isFinite(epsilon)) {
                throw new IllegalArgumentException("Epsilon must be positive but is " + epsilon);
            }
        }

        @Override
        public Shape outputShape(List<Shape> inputs) {
            return only(inputs).requireMap();
        }

        @Override
        public List<WeightSpec> weights(List<Shape> inputs) {
            Shape channels = Shape.of(only(inputs).channels());
            return List.of(
                    WeightSpec.required(WeightRole.GAMMA, channels),
                    WeightSpec.required(WeightRole.BETA, channels),
                    WeightSpec.required(WeightRole.MEAN, channels),
                    WeightSpec.required(WeightRole.VARIANCE, channels));
        }
    }

    /** Replaces what is negative by zero. */
    record Relu() implements Operator {
        @Override
        public Shape outputShape(List<Shape> inputs) {
            return only(inputs);
        }
    }

    /** Averages each channel of a map over its area, leaving a map of one pixel. */
    record GlobalAveragePool() implements Operator {
        @Override
        public Shape outputShape(List<Shape> inputs) {
            return Shape.of(only(inputs).requireMap().channels(), 1, 1);
        }
    }

    /** Lays a map out as a vector, channel by channel, row by row. */
    record Flatten() implements Operator {
        @Override
        public Shape outputShape(List<Shape> inputs) {
            return Shape.of(only(inputs).requireMap().elements());
        }

        @Override
        public boolean movesValuesOnly() {
            return true;
        }
    }

    /** Multiplies a vector by a matrix. */
    record Linear(int outputs) implements Operator {
        public Linear {
            if (outputs < 1) {
                throw new IllegalArgumentException("A linear layer needs at least one output but found " + outputs);
            }
        }

        @Override
        public Shape outputShape(List<Shape> inputs) {
            only(inputs).requireVector();
            return Shape.of(outputs);
        }

        @Override
        public List<WeightSpec> weights(List<Shape> inputs) {
            return List.of(
                    WeightSpec.required(
                            WeightRole.WEIGHT, Shape.of(outputs, only(inputs).elements())),
                    WeightSpec.optional(WeightRole.BIAS, Shape.of(outputs)));
        }

        @Override
        public long multiplyAccumulates(List<Shape> inputs) {
            return (long) outputs * only(inputs).elements();
        }
    }

    private static Shape only(List<Shape> inputs) {
        if (inputs.size() != 1) {
            throw new IllegalArgumentException("Takes one input but found " + inputs.size());
        }
        return inputs.get(0);
    }
}
