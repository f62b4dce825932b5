package io.vedette.trainer.quantization;

import io.vedette.trainer.graph.TensorRange;

/**
 * Keeps a histogram and clips it, alike on both sides of zero, where the {@link ClippingDivergence} is least.
 *
 * <p>The clippings tried end at each bin, from that on which leaves a bin per integer. Numbers that are exactly zero are left out: zero has an
 * integer of its own in every range, and the many zeros behind a ReLU would otherwise outweigh everything else. Other numbers that occur
 * again and again, such as what a layer makes of a black background, mislead the divergence in the same way: it then asks to clip whole
 * percents. So at most one number in a thousand is clipped.
 */
final class EntropyObserver extends ClippingObserver {
    private static final int LEVELS = 256;
    private static final double MOST_CLIPPED = 0.001;

    @Override
    TensorRange clip(TensorRange seen, Histogram histogram) {
        int first = seen.lowest() < 0 ? histogram.bin(seen.lowest()) : Histogram.HALF;
        int last = seen.highest() > 0 ? histogram.bin(seen.highest()) + 1 : Histogram.HALF;
        ClippingDivergence divergence = new ClippingDivergence(histogram.toArray(), LEVELS);
        TensorRange best = seen;
        double least = divergence.of(first, last);
        int widest = Math.max(Histogram.HALF - first, last - Histogram.HALF);
        for (int bins = widest - 1; bins > 0; bins--) {
            int low = Math.max(first, Histogram.HALF - bins);
            int high = Math.min(last, Histogram.HALF + bins);
            if (high - low < LEVELS || divergence.clipped(low, high) > MOST_CLIPPED) {
                break;
            }
            double found = divergence.of(low, high);
            if (found < least) {
                least = found;
                best = new TensorRange(
                        Math.max(seen.lowest(), (float) histogram.edge(low)),
                        Math.min(seen.highest(), (float) histogram.edge(high)));
            }
        }
        return best;
    }
}
