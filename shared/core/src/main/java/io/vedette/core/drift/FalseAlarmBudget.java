package io.vedette.core.drift;

/**
 * How often a camera on which nothing changes may raise an alarm: once in so many days.
 *
 * @param windowsPerDay how many windows without a common sample a day fills; that comparisons overlap is made up for by the two in a row that an alarm takes
 */
public record FalseAlarmBudget(double days, double windowsPerDay) {
    /** Once in 90 days, a window an hour. */
    public static final FalseAlarmBudget DEFAULT = new FalseAlarmBudget(90, 24);

    /** A warning may come so many times as often as an alarm, */
    private static final double WARNINGS_PER_ALARM = 20;

    /** but not more often than in one window of a hundred. */
    private static final double MAX_WARNING_SHARE = 0.01;

    public FalseAlarmBudget {
        if (!(days > 0) || !(windowsPerDay > 0) || !Double.isFinite(days * windowsPerDay)) {
            throw new IllegalArgumentException(
                    "days and windows a day are not positive: " + days + ", " + windowsPerDay);
        }
    }

    /** The share of windows that may be falsely called an alarm by one of {@code tests} statistics that are judged side by side. */
    public double alarmShare(int tests) {
        return Math.min(MAX_WARNING_SHARE, 1 / (days * windowsPerDay)) / tests;
    }

    /** Likewise for warnings. */
    public double warningShare(int tests) {
        return Math.min(MAX_WARNING_SHARE, WARNINGS_PER_ALARM / (days * windowsPerDay)) / tests;
    }
}
