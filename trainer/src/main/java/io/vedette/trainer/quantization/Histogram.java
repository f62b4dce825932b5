package io.vedette.trainer.quantization;

/**
 * Counts of numbers in equally wide bins that are symmetric about zero.
 *
 * <p>When a number falls outside, neighbouring bins are merged pairwise until it fits: one pass over the numbers is enough, counts stay
 * exact, and they do not depend on the numbers' order. From zero to the largest magnitude there are at least {@value #HALF} / 2 bins.
 */
final class Histogram {
    /** Bins on each side of zero. */
    static final int HALF = 4096;

    private final long[] counts = new long[2 * HALF];
    /** Bins reach from −2^exponent to 2^exponent; a power of two, so that merged bins are exactly as wide as two. */
    private int exponent = -60;

    private double bound = Math.scalb(1.0, exponent);
    private double binsPerUnit = HALF / bound;

    private long total;

    void add(float number) {
        while (Math.abs(number) >= bound) {
            widen();
        }
        counts[bin(number)]++;
        total++;
    }

    private void widen() {
        // From the centre outwards each bin takes two, and none is read after it was overwritten.
        for (int i = 0; i < HALF; i++) {
            counts[HALF + i] = 2 * i + 1 < HALF ? counts[HALF + 2 * i] + counts[HALF + 2 * i + 1] : 0;
            int source = HALF - 1 - 2 * i;
            counts[HALF - 1 - i] = source - 1 >= 0 ? counts[source] + counts[source - 1] : 0;
        }
        exponent++;
        bound = Math.scalb(1.0, exponent);
        binsPerUnit = HALF / bound;
    }

    /** The bin of a number that has been added. */
    int bin(float number) {
        return (int) Math.floor(number * binsPerUnit) + HALF;
    }

    /** Where a bin begins, which is where the one before it ends. */
    double edge(int bin) {
        return (bin - HALF) / binsPerUnit;
    }

    int bins() {
        return counts.length;
    }

    long count(int bin) {
        return counts[bin];
    }

    /** How many numbers have been added. */
    long total() {
        return total;
    }

    /** A copy of all counts. */
    long[] toArray() {
        return counts.clone();
    }
}
