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

    /** What a value says. */
    public Verdict judge(double value) {
        return value >= alarm ? Verdict.ALARM : value >= warning ? Verdict.WARNING : Verdict.OK;
    }
}
