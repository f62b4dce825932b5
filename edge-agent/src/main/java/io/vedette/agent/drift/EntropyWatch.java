package io.vedette.agent.drift;

import io.vedette.core.drift.Measure;
import io.vedette.core.drift.NumberReference;
import io.vedette.core.drift.SignalReport;
import io.vedette.core.drift.Statistic;
import io.vedette.core.drift.Threshold;
import io.vedette.core.drift.Verdict;
import io.vedette.core.stats.Adwin;
import java.util.ArrayList;
import java.util.List;

/** ADWIN over the entropy's samples: by how much their mean changed last, for as long as that lies in the window. */
final class EntropyWatch {
    private final Adwin adwin;
    private final int window;
    private final Threshold threshold;
    private long seen;
    private long changedAt = Long.MIN_VALUE;
    private double change;

    /** @param window how many samples a change is told for */
    EntropyWatch(NumberReference entropy, int window, double delta) {
        this.adwin = new Adwin(delta);
        this.window = window;
        this.threshold = entropy.thresholds().stream()
                .filter(candidate -> candidate.statistic() == Statistic.MEAN_SHIFT)
                .findFirst()
                .map(shift -> new Threshold(
                        Statistic.ADWIN, shift.warning() * entropy.deviation(), shift.alarm() * entropy.deviation()))
                .orElseGet(() -> new Threshold(Statistic.ADWIN, entropy.deviation(), entropy.deviation()));
    }

    /** Takes the next sample. */
    void accept(double entropy) {
        double before = adwin.mean();
        seen++;
        if (adwin.accept(entropy)) {
            changedAt = seen;
            change = Math.abs(adwin.mean() - before);
        }
    }

    private Measure measure() {
        double value = seen - changedAt < window && changedAt > 0 ? change : 0;
        return new Measure(
                Statistic.ADWIN, value, null, threshold.warning(), threshold.alarm(), threshold.judge(value));
    }

    /** The entropy's report with this measure besides. */
    SignalReport addTo(SignalReport report) {
        List<Measure> measures = new ArrayList<>(report.measures());
        measures.add(measure());
        Verdict verdict = report.verdict() == Verdict.INSUFFICIENT
                ? Verdict.INSUFFICIENT
                : report.verdict().or(measure().verdict());
        return new SignalReport(
                report.signal(),
                verdict,
                report.samples(),
                report.effectiveSize(),
                report.requiredSize(),
                measures,
                report.current(),
                report.reference());
    }
}
