package io.vedette.trainer.quantization;

import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.TensorRange;

/**
 * Keeps a histogram and clips it, alike on both sides of zero, where the mean squared difference to the integers' real numbers is least.
 *
 * <p>Within a bin numbers count as evenly spread. The error x − s·round(x / s) then integrates in closed form: over u = x / s, with k the
 * nearest integer and f = u − k, the integral of f² from zero is k / 12 + f³ / 3; beyond the ends the error is the distance to the end. Numbers
 * that are exactly zero have no error in any range and are left out.
 */
final class SquaredErrorObserver extends ClippingObserver {
    /** Clippings tried per halving of the range, and halvings. */
    private static final int PER_HALVING = 32;

    private static final int HALVINGS = 10;

    @Override
    TensorRange clip(TensorRange seen, Histogram histogram) {
        TensorRange best = seen;
        double least = squaredError(histogram, seen);
        double widest = Math.max(-seen.lowest(), seen.highest());
        for (int step = 1; step <= PER_HALVING * HALVINGS; step++) {
            float bound = (float) (widest * Math.pow(2, -(double) step / PER_HALVING));
            TensorRange range = new TensorRange(Math.max(seen.lowest(), -bound), Math.min(seen.highest(), bound));
            double found = squaredError(histogram, range);
            if (found < least) {
                least = found;
                best = range;
            }
        }
        return best;
    }

    /** Sum over all numbers of the squared error with the integers of a range. */
    private static double squaredError(Histogram histogram, TensorRange range) {
        QuantizationParameters parameters = QuantizationParameters.ofRange(range);
        double sum = 0;
        for (int bin = 0; bin < histogram.bins(); bin++) {
            if (histogram.count(bin) > 0) {
                double from = histogram.edge(bin);
                double to = histogram.edge(bin + 1);
                double integral = integral(parameters, to) - integral(parameters, from);
                sum += histogram.count(bin) * integral / (to - from);
            }
        }
        return sum;
    }

    /** The integral of the squared error from zero to a number. */
    private static double integral(QuantizationParameters parameters, double number) {
        double scale = parameters.scale();
        double lowest = parameters.toReal(parameters.type().lowest());
        double highest = parameters.toReal(parameters.type().highest());
        double inside = Math.max(lowest, Math.min(highest, number));
        double beyond = number - inside;
        double nearest = Math.rint(inside / scale);
        double rest = inside / scale - nearest;
        return scale * scale * scale * (nearest / 12 + rest * rest * rest / 3) + beyond * beyond * beyond / 3;
    }
}
