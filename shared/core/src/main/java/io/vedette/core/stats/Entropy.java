package io.vedette.core.stats;

/** Shannon's entropy of the probabilities of K kinds: how undecided they are. */
public final class Entropy {
    private Entropy() {}

    /**
     * −Σ p ln p / ln K: 0 where one kind is certain, 1 where all are equally likely.
     *
     * @param probabilities of two kinds or more, adding up to 1
     */
    public static double normalized(float[] probabilities) {
        if (probabilities.length < 2) {
            throw new IllegalArgumentException("probabilities are not of 2 kinds or more: " + probabilities.length);
        }
        double sum = 0;
        for (float probability : probabilities) {
            if (probability > 0) {
                sum -= probability * Math.log(probability);
            }
        }
        return sum / Math.log(probabilities.length);
    }
}
