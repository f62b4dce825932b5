package io.vedette.trainer.training;

import ai.djl.ndarray.NDArray;
import io.vedette.trainer.graph.Granularity;
import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.QuantizedType;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Rounds floats to the real numbers that integers stand for, and lets gradients through as if nothing had been rounded.
 *
 * <p>A rounded number's true gradient is zero almost everywhere, from which nothing could be learned; the straight-through estimator (Bengio
 * et al. 2013, arXiv:1308.3432) takes one in its place within the integers' range and zero beyond it, where more would change nothing.
 */
final class FakeQuantization {
    private static final int HIGHEST_WEIGHT = QuantizedType.INT8.highest();

    /** Added to a float below 2^22 and taken off again it leaves the nearest integer, of two the even one, without an array of its own. */
    private static final float ROUNDING = 1.5f * (1 << 23);

    private FakeQuantization() {}

    /**
     * Values at the nearest that an integer stands for; those beyond the ends at the end.
     *
     * @param clamp done before: a function that leaves numbers as they are, but for those beyond a limit, which become the limit
     * @return a new array of the same manager
     */
    static NDArray roundValues(NDArray values, QuantizationParameters parameters, DoubleUnaryOperator clamp) {
        double lowest = parameters.toReal(parameters.type().lowest());
        double highest = parameters.toReal(parameters.type().highest());
        NDArray rounded = values.clip((float) clamp.applyAsDouble(lowest), (float) clamp.applyAsDouble(highest));
        // The clip's gradient asks for what went in only, so that what came out may be rounded where it lies, unseen by
        // gradients.
        try (NDArray unseen = rounded.stopGradient()) {
            unseen.divi(parameters.scale()).addi(ROUNDING).subi(ROUNDING).muli(parameters.scale());
        }
        return rounded;
    }

    /**
     * The scale of a weight's symmetric integers, −127 … 127, that puts the largest number on 127; no gradient goes through it.
     *
     * <p>It is not raised for the sake of a bias that would leave int32, as files have it: so small are the weights then that next to their
     * bias they do not count.
     *
     * @param granularity one scale, or one per index of the first axis
     * @return an array that goes with the weight's shape, of the same manager
     */
    static NDArray weightScale(NDArray weight, Granularity granularity) {
        NDArray unseen = weight.stopGradient();
        NDArray largest =
                switch (granularity) {
                    case PER_TENSOR -> unseen.abs().max();
                    case PER_CHANNEL -> {
                        long[] shape = new long[weight.getShape().dimension()];
                        Arrays.fill(shape, 1);
                        shape[0] = weight.getShape().get(0);
                        yield unseen.reshape(shape[0], -1)
                                .abs()
                                .max(new int[] {1})
                                .reshape(shape);
                    }
                };
        return largest.div(HIGHEST_WEIGHT).maximum(QuantizationParameters.SMALLEST_SCALE);
    }

    /**
     * Numbers at the nearest multiple of a scale: a weight, or a bias, whose integers have more bits than a float.
     *
     * @param scale an array that goes with the numbers' shape
     * @return a new array of the same manager
     */
    static NDArray roundWeight(NDArray numbers, NDArray scale) {
        NDArray unseen = numbers.stopGradient();
        return numbers.add(unseen.div(scale).round().muli(scale).subi(unseen));
    }
}
