package io.vedette.trainer.graph.operator;

import java.util.List;

/** Slides kernels over a map; input and output channels fall into groups that do not see each other. */
public record Convolution(int outputChannels, Window window, int groups) implements Operator {
    public Convolution {
        if (outputChannels < 1 || groups < 1 || outputChannels % groups != 0) {
            throw new IllegalArgumentException("Output channels must be a positive multiple of the groups but found "
                    + outputChannels + " and " + groups);
        }
    }

    /** Whether every input channel has kernels of its own. */
    public boolean isDepthwise(int inputChannels) {
        return groups > 1 && groups == inputChannels;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = Inputs.one(inputs).requireMap();
        if (input.channels() % groups != 0) {
            throw new IllegalArgumentException(
                    input.channels() + " input channels do not fall into " + groups + " groups");
        }
        return window.outputShape(input, outputChannels);
    }

    @Override
    public List<WeightSpec> weights(List<Shape> inputs) {
        int inputChannels = Inputs.one(inputs).channels() / groups;
        return List.of(
                WeightSpec.required(
                        WeightRole.WEIGHT, Shape.of(outputChannels, inputChannels, window.height(), window.width())),
                WeightSpec.optional(WeightRole.BIAS, Shape.of(outputChannels)));
    }

    @Override
    public long multiplyAccumulates(List<Shape> inputs) {
        long kernel = (long) Inputs.one(inputs).channels() / groups * window.height() * window.width();
        return kernel * outputShape(inputs).elements();
    }
}
