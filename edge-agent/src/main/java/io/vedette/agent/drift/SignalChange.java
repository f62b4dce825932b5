package io.vedette.agent.drift;

import io.vedette.core.drift.Measure;
import io.vedette.core.drift.Signal;
import io.vedette.core.drift.SignalReport;
import io.vedette.core.drift.Verdict;

/**
 * A signal's report with what tells the cause.
 *
 * @param usual the reference's mean; NaN of a signal that is no number
 * @param now the mean of the window's newest samples, so that a change is seen whole before it fills the window; likewise
 */
record SignalChange(SignalReport report, double usual, double now) {
    Signal signal() {
        return report.signal();
    }

    Verdict verdict() {
        return report.verdict();
    }

    boolean isUp() {
        return now > usual;
    }

    boolean isDown() {
        return now < usual;
    }

    /** The largest of its statistics, whatever the verdict, in thresholds of an alarm. */
    double peak() {
        return report.measures().stream()
                .mapToDouble(SignalChange::strength)
                .max()
                .orElse(0);
    }

    /** The largest of those that make the verdict; likewise. */
    double strength() {
        return report.measures().stream()
                .filter(measure -> measure.verdict() == report.verdict())
                .mapToDouble(SignalChange::strength)
                .max()
                .orElse(0);
    }

    private static double strength(Measure measure) {
        return measure.value() / measure.alarm();
    }
}
