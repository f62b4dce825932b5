package io.vedette.trainer.quantization;

import io.vedette.trainer.graph.TensorRange;

/**
 * Keeps a histogram and cuts a fraction of the numbers off at each end.
 *
 * <p>The bins are equally wide and symmetric about zero. When a number falls outside, neighbouring bins are merged pairwise until it fits:
 * counts stay exact, and the answer does not depend on the order of the numbers. A bound is at most one bin too wide, 1/2048 of the largest
 * magnitude's next power of two.
 */
final class PercentileObserver implements RangeObserver {
    private static final int HALF = 2048;

    private final double cut;
    private final ExtremesObserver extremes = new ExtremesObserver();
    private final long[] counts = new long[2 * HALF];
    /** Bins reach from −2^exponent to 2^exponent; a power of two, so that merged bins are exactly as wide as two. */
    private int exponent = -60;

    private long total;

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
        while (Math.abs(number) >= Math.scalb(1.0, exponent)) {
            widen();
        }
        counts[bin(number)]++;
        total++;
    }

    private int bin(float number) {
        return (int) Math.floor(Math.scalb((double) number, -exponent) * HALF) + HALF;
    }

    private void widen() {
        // From the centre outwards each bin takes two, and none is read after it was overwritten.
        for (int i = 0; i < HALF; i++) {
            counts[HALF + i] = 2 * i + 1 < HALF ? counts[HALF + 2 * i] + counts[HALF + 2 * i + 1] : 0;
            int source = HALF - 1 - 2 * i;
            counts[HALF - 1 - i] = source - 1 >= 0 ? counts[source] + counts[source - 1] : 0;
        }
        exponent++;
    }

    @Override
    public TensorRange range() {
        TensorRange seen = extremes.range();
        long leftOut = (long) Math.floor(total * cut);
        int low = 0;
        for (long passed = counts[0]; passed <= leftOut; passed += counts[low]) {
            low++;
        }
        int high = counts.length - 1;
        for (long passed = counts[high]; passed <= leftOut; passed += counts[high]) {
            high--;
        }
        return new TensorRange(Math.max(seen.lowest(), edge(low)), Math.min(seen.highest(), edge(high + 1)));
    }

    private float edge(int bin) {
        return (float) Math.scalb((double) (bin - HALF) / HALF, exponent);
    }
}
