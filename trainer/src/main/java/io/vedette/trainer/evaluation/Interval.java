package io.vedette.trainer.evaluation;

/** A range that holds a true value with a stated confidence. */
public record Interval(double low, double high) {
    /** The normal distribution's 97.5 % point: two-sided confidence of 95 %. */
    private static final double NORMAL_95 = 1.959963984540054;

    /** The range of true shares that explain a count with 95 % confidence (Wilson 1927); undefined without examples. */
    public static Interval ofShare(double share, double examples) {
        double z2 = NORMAL_95 * NORMAL_95;
        double centre = (share + z2 / (2 * examples)) / (1 + z2 / examples);
        double half = NORMAL_95
                * Math.sqrt(share * (1 - share) / examples + z2 / (4 * examples * examples))
                / (1 + z2 / examples);
        return new Interval(centre - half, centre + half);
    }

    /**
     * The range of true differences of two shares on the same examples with 95 % confidence (Agresti and Min 2005: Wald with half an example
     * more on either side).
     *
     * @param onlyFirst how many examples count for the first alone
     * @param onlySecond how many count for the second alone
     */
    public static Interval ofPairedDifference(int onlyFirst, int onlySecond, int examples) {
        double n = examples + 2.0;
        double first = onlyFirst + 0.5;
        double second = onlySecond + 0.5;
        double difference = (first - second) / n;
        double half = NORMAL_95 * Math.sqrt(first + second - (first - second) * (first - second) / n) / n;
        return new Interval(difference - half, difference + half);
    }
}
