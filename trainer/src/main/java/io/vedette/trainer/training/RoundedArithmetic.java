package io.vedette.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.vedette.trainer.graph.Granularity;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.TensorRange;
import io.vedette.trainer.graph.operator.Activation;
import io.vedette.trainer.graph.operator.AveragePool;
import io.vedette.trainer.graph.operator.BatchNorm;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Relu6;
import io.vedette.trainer.graph.operator.WeightRole;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Floats, but every value that integer files store and every weight is rounded to what its integers stand for, of the graph with batch norm
 * folded, since that is the one that is quantized.
 *
 * <p>Which values are stored is read off the folded graph; folding leaves the names of values as they are. Training has two parts:
 *
 * <ol>
 *   <li>Ranges move, and batch norms learn from batches. A convolution's own weight is rounded then, and its batch norm works on what comes
 *       out. That is rounding the folded weight, too: folding multiplies a channel by one factor k, and a symmetric scale per channel, which
 *       follows the channel's largest weight, is multiplied by |k| with it, so that the integers stay. They do not jitter with each batch's
 *       statistics, for which Krishnamoorthi 2018 (arXiv:1806.08342) needs correction factors.
 *   <li>Ranges and running statistics stand still. Batch norms are folded by their running statistics and biases rounded, just as the files
 *       have them, and weights settle to what will be. So is computed outside of training.
 * </ol>
 */
final class RoundedArithmetic implements Arithmetic {
    /** A value whose range moves, and what is done to its numbers after they were watched. */
    private record Watched(String value, DoubleUnaryOperator clamp) {}

    private final MovingRanges ranges;
    private final FoldedNorms norms;
    private final long movingBatches;
    private final List<Watched> watched = new ArrayList<>();
    /** Of each that is watched the lowest and the highest number. */
    private final NDList extremes = new NDList();

    private long batches;

    /**
     * An arithmetic for one training.
     *
     * @param ranges of the values that are stored in integers
     * @param movingBatches in training until ranges and running statistics stand still
     */
    RoundedArithmetic(MovingRanges ranges, FoldedNorms norms, long movingBatches) {
        this.ranges = ranges;
        this.norms = norms;
        this.movingBatches = movingBatches;
    }

    @Override
    public NDArray input(NDArray pictures, boolean isTraining) {
        return stored(Graph.INPUT, pictures, DoubleUnaryOperator.identity(), isMoving(isTraining));
    }

    @Override
    public NDArray compute(Node node, Function<Node, NodeWeights> weights, List<NDArray> inputs, boolean isTraining) {
        Operator operator = node.operator();
        boolean isStored = ranges.has(node.output());
        if (isStored && (operator instanceof Relu || operator instanceof Relu6)) {
            // One clip does for the activation and for the integers' limits.
            Activation activation = (Activation) operator;
            return stored(node.output(), inputs.get(0), activation::apply, isMoving(isTraining));
        }
        NDArray result = result(node, weights, inputs, isTraining);
        if (!isStored || isMoved(operator)) {
            return result;
        }
        boolean makesRange = !operator.keepsScale();
        return stored(node.output(), result, DoubleUnaryOperator.identity(), makesRange && isMoving(isTraining));
    }

    @Override
    public void end(boolean isTraining) {
        if (!isTraining) {
            return;
        }
        if (!watched.isEmpty()) {
            // At once, since each way from a GPU to here waits for all that it has to do.
            float[] numbers = NDArrays.stack(extremes).toFloatArray();
            for (int i = 0; i < watched.size(); i++) {
                observe(watched.get(i), numbers[2 * i], numbers[2 * i + 1]);
            }
            ranges.move();
            watched.clear();
            extremes.clear();
        }
        batches++;
    }

    /** What is no number makes the loss of the batch none either, of which the trainer tells. */
    private void observe(Watched one, float lowest, float highest) {
        if (Float.isFinite(lowest) && Float.isFinite(highest)) {
            ranges.observe(one.value(), new TensorRange((float) one.clamp().applyAsDouble(lowest), (float)
                    one.clamp().applyAsDouble(highest)));
        }
    }

    private boolean isMoving(boolean isTraining) {
        return isTraining && batches < movingBatches;
    }

    /** Whether numbers pass through an operator as they are. */
    private static boolean isMoved(Operator operator) {
        return operator.keepsScale() && !(operator instanceof AveragePool);
    }

    private NDArray result(Node node, Function<Node, NodeWeights> weights, List<NDArray> inputs, boolean isTraining) {
        boolean isMoving = isMoving(isTraining);
        if (node.findWeight(WeightRole.WEIGHT).isPresent()) {
            Function<Node, NodeWeights> owned = owned(weights, inputs.get(0).getManager());
            NodeWeights real = isMoving ? owned.apply(node) : norms.fold(node, owned);
            return new NodeComputation(node, rounded(node, real), isTraining).run(inputs);
        }
        if (node.operator() instanceof BatchNorm) {
            return !isMoving && norms.has(node)
                    ? inputs.get(0)
                    : new NodeComputation(node, weights.apply(node), isMoving).run(inputs);
        }
        return new NodeComputation(node, weights.apply(node), isTraining).run(inputs);
    }

    /** The same weights, but what is made of them dies with the batch. */
    private static Function<Node, NodeWeights> owned(Function<Node, NodeWeights> weights, NDManager manager) {
        return node -> role -> view(weights.apply(node).find(role), manager);
    }

    private static @Nullable NDArray view(@Nullable NDArray weight, NDManager manager) {
        if (weight == null) {
            return null;
        }
        NDArray view = weight.reshape(weight.getShape());
        view.attach(manager);
        return view;
    }

    private NodeWeights rounded(Node node, NodeWeights real) {
        NDArray weight = real.get(WeightRole.WEIGHT);
        NDArray scale = FakeQuantization.weightScale(
                weight, node.operator() instanceof Linear ? Granularity.PER_TENSOR : Granularity.PER_CHANNEL);
        NDArray bias = real.find(WeightRole.BIAS);
        float inputScale = ranges.parameters(node.input()).scale();
        return NodeWeights.of(
                FakeQuantization.roundWeight(weight, scale),
                bias == null
                        ? null
                        : FakeQuantization.roundWeight(bias, scale.flatten().mul(inputScale)));
    }

    private NDArray stored(String value, NDArray numbers, DoubleUnaryOperator clamp, boolean isWatched) {
        if (isWatched && ranges.isMoving(value)) {
            NDArray unseen = numbers.stopGradient();
            watched.add(new Watched(value, clamp));
            extremes.add(unseen.min());
            extremes.add(unseen.max());
        }
        return FakeQuantization.roundValues(numbers, ranges.parameters(value), clamp);
    }
}
