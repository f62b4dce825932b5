package io.vedette.trainer.quantization;

import io.vedette.trainer.graph.TensorRange;

/**
 * Keeps a histogram and cuts a fraction of the numbers off at each end.
 *
 * <p>A bound is at most one bin too wide, 1/{@value Histogram#HALF} of the largest magnitude's next power of two.
 */
final class PercentileObserver implements RangeObserver {
    private final double cut;
    private final ExtremesObserver extremes = new ExtremesObserver();
    private final Histogram histogram = new Histogram();

    PercentileObserver(double cut) {
        if (!(cut > 0 && cut < 0.5)) {
            throw new IllegalArgumentException(
                    "The fraction cut off at an end must lie between 0 and 0.5 but is " + cut);
        }
        this.cut = cut;
    }

    @Override
    public void observe(float number) {
        extremes.observe(number);
        histogram.add(number);
    }

    @Override
    public TensorRange range() {
        TensorRange seen = extremes.range();
        long leftOut = (long) Math.floor(histogram.total() * cut);
        int low = 0;
        for (long passed = histogram.count(0); passed <= leftOut; passed += histogram.count(low)) {
            low++;
        }
        int high = histogram.bins() - 1;
        for (long passed = histogram.count(high); passed <= leftOut; passed += histogram.count(high)) {
            high--;
        }
        float lowest = (float) histogram.edge(low);
        float highest = (float) histogram.edge(high + 1);
        return new TensorRange(Math.max(seen.lowest(), lowest), Math.min(seen.highest(), highest));
    }
}
