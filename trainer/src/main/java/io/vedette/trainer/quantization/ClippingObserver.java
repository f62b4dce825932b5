package io.vedette.trainer.quantization;

import io.vedette.trainer.graph.TensorRange;

/** Keeps a histogram of all numbers but zeros, and gives the range that clips it best. */
abstract class ClippingObserver implements RangeObserver {
    private final ExtremesObserver extremes = new ExtremesObserver();
    private final Histogram histogram = new Histogram();

    @Override
    public final void observe(float number) {
        extremes.observe(number);
        if (number != 0) {
            histogram.add(number);
        }
    }

    @Override
    public final TensorRange range() {
        TensorRange seen = extremes.range().withZero();
        return histogram.total() == 0 ? seen : clip(seen, histogram);
    }

    /**
     * The range to clip to.
     *
     * @param seen from the lowest to the highest number, zero among them
     * @param histogram not empty
     */
    abstract TensorRange clip(TensorRange seen, Histogram histogram);
}
