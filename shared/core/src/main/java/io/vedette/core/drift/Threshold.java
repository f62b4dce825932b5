package io.vedette.core.drift;

/**
 * From which value of a statistic a window differs.
 *
 * @param warning from which it warns
 * @param alarm from which it is an alarm; at least the warning
 */
public record Threshold(Statistic statistic, double warning, double alarm) {
    public Threshold {
        if (!(warning > 0) || !(alarm >= warning) || !Double.isFinite(alarm)) {
            throw new IllegalArgumentException(
                    "thresholds are not 0 < warning <= alarm: " + warning + ", " + alarm + " of " + statistic);
        }
    }

    /** What is smaller than this is not worth an alarm, or a warning, however sure. */
    public static Threshold leastWorth(Statistic statistic) {
        return switch (statistic) {
            case JENSEN_SHANNON_DISTANCE -> new Threshold(statistic, 0.07, 0.1);
            case POPULATION_STABILITY_INDEX -> new Threshold(statistic, 0.1, 0.25);
            case KOLMOGOROV_SMIRNOV, MEAN_SHIFT -> new Threshold(statistic, 0.1, 0.1);
            case HOTELLING, ADWIN -> new Threshold(statistic, 1, 1);
        };
    }

    /** What a value says. */
    public Verdict judge(double value) {
        return value >= alarm ? Verdict.ALARM : value >= warning ? Verdict.WARNING : Verdict.OK;
    }
}
