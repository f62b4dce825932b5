package io.vedette.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.UnsupportedOperatorException;
import io.vedette.trainer.graph.operator.Activation;
import io.vedette.trainer.graph.operator.Add;
import io.vedette.trainer.graph.operator.AveragePool;
import io.vedette.trainer.graph.operator.BatchNorm;
import io.vedette.trainer.graph.operator.Concat;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Dropout;
import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.GlobalAveragePool;
import io.vedette.trainer.graph.operator.HardSigmoid;
import io.vedette.trainer.graph.operator.HardSwish;
import io.vedette.trainer.graph.operator.Identity;
import io.vedette.trainer.graph.operator.LeakyRelu;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.MaxPool;
import io.vedette.trainer.graph.operator.Multiply;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.Pad;
import io.vedette.trainer.graph.operator.Padding;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Relu6;
import io.vedette.trainer.graph.operator.Reshape;
import io.vedette.trainer.graph.operator.Sigmoid;
import io.vedette.trainer.graph.operator.Silu;
import io.vedette.trainer.graph.operator.Softmax;
import io.vedette.trainer.graph.operator.Transpose;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.graph.operator.Window;
import java.util.List;

/** One node's computation on a batch, channels first. */
final class NodeComputation {
    /** Weight of the old running statistics against a batch's. */
    private static final float STATISTICS_MOMENTUM = 0.9f;

    private static final int CHANNEL_AXIS = 1;

    private final Node node;
    private final NodeWeights weights;
    private final boolean isTraining;

    NodeComputation(Node node, NodeWeights weights, boolean isTraining) {
        this.node = node;
        this.weights = weights;
        this.isTraining = isTraining;
    }

    NDArray run(List<NDArray> inputs) {
        Operator operator = node.operator();
        NDArray input = inputs.get(0);
        if (operator instanceof Activation activation) {
            return activate(activation, input);
        }
        if (operator instanceof Convolution convolution) {
            return convolve(convolution, input);
        }
        if (operator instanceof BatchNorm norm) {
            return normalise(norm, input);
        }
        if (operator instanceof Linear) {
            return ai.djl.nn.core.Linear.linear(input, weights.get(WeightRole.WEIGHT), weights.find(WeightRole.BIAS))
                    .singletonOrThrow();
        }
        if (operator instanceof Add) {
            return input.add(inputs.get(1));
        }
        if (operator instanceof Multiply) {
            return input.mul(inputs.get(1));
        }
        if (operator instanceof Concat) {
            return NDArrays.concat(new NDList(inputs), CHANNEL_AXIS);
        }
        if (operator instanceof MaxPool pool) {
            Window window = pool.window();
            return Pool.maxPool2d(
                    padded(window.padding(), Float.NEGATIVE_INFINITY, input),
                    new Shape(window.height(), window.width()),
                    new Shape(window.verticalStride(), window.horizontalStride()),
                    new Shape(0, 0),
                    false);
        }
        if (operator instanceof AveragePool pool) {
            NDArray sums = averages(pool.window(), input);
            // Where zeros beyond the edge do not count, the average of ones tells which share of a window counts.
            return pool.countsPadding() || pool.window().padding().isNone()
                    ? sums
                    : sums.div(averages(pool.window(), input.onesLike()));
        }
        if (operator instanceof Pad pad) {
            return padded(pad.padding(), 0, input);
        }
        if (operator instanceof GlobalAveragePool) {
            return Pool.globalAvgPool2d(input)
                    .reshape(input.getShape().get(0), input.getShape().get(1), 1, 1);
        }
        if (operator instanceof Flatten) {
            return input.reshape(input.getShape().get(0), -1);
        }
        if (operator instanceof Reshape reshape) {
            return input.reshape(batchOf(input, reshape.shape()));
        }
        if (operator instanceof Transpose transpose) {
            List<Integer> axes = transpose.axes();
            return input.transpose(0, axes.get(0) + 1, axes.get(1) + 1, axes.get(2) + 1);
        }
        if (operator instanceof Softmax) {
            return input.softmax(CHANNEL_AXIS);
        }
        if (operator instanceof Dropout dropout) {
            return isTraining
                    ? ai.djl.nn.norm.Dropout.dropout(input, dropout.rate(), true)
                            .singletonOrThrow()
                    : input;
        }
        if (operator instanceof Identity) {
            return input;
        }
        throw new UnsupportedOperatorException("Training", node, "this is a fault of the program");
    }

    private NDArray activate(Activation activation, NDArray input) {
        if (activation instanceof Relu) {
            return ai.djl.nn.Activation.relu(input);
        }
        if (activation instanceof Relu6) {
            return input.clip(0, 6);
        }
        if (activation instanceof LeakyRelu relu) {
            return ai.djl.nn.Activation.leakyRelu(input, relu.slope());
        }
        if (activation instanceof Sigmoid) {
            return ai.djl.nn.Activation.sigmoid(input);
        }
        if (activation instanceof Silu) {
            return input.mul(ai.djl.nn.Activation.sigmoid(input));
        }
        if (activation instanceof HardSigmoid) {
            return input.add(3).clip(0, 6).mul(constant(1 / 6f, input));
        }
        if (activation instanceof HardSwish) {
            return input.mul(input.add(3).clip(0, 6)).mul(constant(1 / 6f, input));
        }
        throw new UnsupportedOperatorException("Training", node, "this is a fault of the program");
    }

    /**
     * A number that lives as long as the batch. Gradients read factors again, from memory that is the number's own; DJL lets go of it at once
     * where a number is given instead of an array, and the garbage collector may hand it to others before.
     */
    private static NDArray constant(float number, NDArray batch) {
        return batch.getManager().create(number);
    }

    private NDArray normalise(BatchNorm norm, NDArray input) {
        return ai.djl.nn.norm.BatchNorm.batchNorm(
                        input,
                        weights.get(WeightRole.MEAN),
                        weights.get(WeightRole.VARIANCE),
                        weights.get(WeightRole.GAMMA),
                        weights.get(WeightRole.BETA),
                        CHANNEL_AXIS,
                        STATISTICS_MOMENTUM,
                        norm.epsilon(),
                        isTraining)
                .singletonOrThrow();
    }

    private NDArray convolve(Convolution convolution, NDArray input) {
        Window window = convolution.window();
        Padding padding = window.padding();
        boolean isSymmetric = padding.isSymmetric();
        return Conv2d.conv2d(
                        isSymmetric ? input : padded(padding, 0, input),
                        weights.get(WeightRole.WEIGHT),
                        weights.find(WeightRole.BIAS),
                        new Shape(window.verticalStride(), window.horizontalStride()),
                        isSymmetric ? new Shape(padding.top(), padding.left()) : new Shape(0, 0),
                        new Shape(window.verticalDilation(), window.horizontalDilation()),
                        convolution.groups())
                .singletonOrThrow();
    }

    private static NDArray averages(Window window, NDArray input) {
        return Pool.avgPool2d(
                padded(window.padding(), 0, input),
                new Shape(window.height(), window.width()),
                new Shape(window.verticalStride(), window.horizontalStride()),
                new Shape(0, 0),
                false,
                true);
    }

    private static NDArray padded(Padding padding, double value, NDArray input) {
        return padding.isNone()
                ? input
                : input.pad(new Shape(padding.left(), padding.right(), padding.top(), padding.bottom()), value);
    }

    private static Shape batchOf(NDArray input, io.vedette.trainer.graph.operator.Shape shape) {
        long[] dimensions = new long[shape.rank() + 1];
        dimensions[0] = input.getShape().get(0);
        for (int axis = 0; axis < shape.rank(); axis++) {
            dimensions[axis + 1] = shape.dimension(axis);
        }
        return new Shape(dimensions);
    }
}
