package io.vedette.console.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.core.contract.ClockState;
import io.vedette.core.contract.DriftReport;
import io.vedette.core.contract.Header;
import io.vedette.core.contract.Position;
import io.vedette.core.contract.Release;
import io.vedette.core.drift.Cause;
import io.vedette.core.drift.Measure;
import io.vedette.core.drift.SignalReport;
import io.vedette.core.drift.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a camera's newest window was found to be.
 *
 * @param cause the likeliest, where the verdict is a warning or an alarm
 * @param explanation in words
 * @param since when it came to this verdict and cause
 * @param release at work when it was told
 * @param pValue the probability of a window at least as different without a change, of the window that made the verdict; absent where it rests on the
 *     camera's health, or on a statistic whose probability is not known
 * @param position of the report in the device's outbox
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CameraDrift(
        String camera,
        Verdict verdict,
        @Nullable Cause cause,
        String explanation,
        Instant since,
        DriftReport.Window window,
        DriftReport.Reference reference,
        @Nullable Release release,
        @Nullable Double pValue,
        @Nullable Position position) {

    /** What a camera's first report tells. */
    static CameraDrift first(DriftReport report, Instant now) {
        return of(report, writtenAt(report, now), pValue(report, null));
    }

    /** What is so after another report, which may be an older one that was sent again. */
    CameraDrift after(DriftReport next, Instant now) {
        if (Recency.isOlder(next.header().position(), position)) {
            return this;
        }
        boolean isUnchanged = next.verdict() == verdict && Objects.equals(next.cause(), cause);
        return of(next, isUnchanged ? since : writtenAt(next, now), pValue(next, isUnchanged ? pValue : null));
    }

    private static CameraDrift of(DriftReport report, Instant since, @Nullable Double pValue) {
        return new CameraDrift(
                report.camera(),
                report.verdict(),
                report.cause(),
                report.explanation(),
                since,
                report.window(),
                report.reference(),
                report.header().release(),
                pValue,
                report.header().position());
    }

    /** By the device's clock where it can be believed: a report may come long after it was written. */
    private static Instant writtenAt(DriftReport report, Instant now) {
        Header header = report.header();
        return header.clock() == ClockState.SYNCHRONIZED && header.time().isBefore(now) ? header.time() : now;
    }

    /**
     * The lowest p-value of those that the verdict rests on, times the number of all (Bonferroni).
     *
     * @param before of the same verdict, if that goes on: devices hold a verdict for some windows that are not as bad
     */
    private static @Nullable Double pValue(DriftReport report, @Nullable Double before) {
        List<SignalReport> told = report.signals().stream()
                .filter(signal -> signal.verdict() != Verdict.INSUFFICIENT)
                .toList();
        Verdict worst = told.stream().map(SignalReport::verdict).reduce(Verdict.INSUFFICIENT, Verdict::or);
        boolean isChange = report.verdict().compareTo(Verdict.OK) > 0;
        if (isChange && report.verdict().compareTo(worst) > 0) {
            return before;
        }
        List<Measure> all =
                told.stream().flatMap(signal -> signal.measures().stream()).toList();
        List<Measure> deciding = isChange
                ? all.stream().filter(measure -> measure.verdict() == worst).toList()
                : all;
        boolean isUntold = isChange && deciding.stream().anyMatch(measure -> measure.pValue() == null);
        OptionalDouble lowest = pValues(deciding).min();
        return isUntold || lowest.isEmpty()
                ? null
                : Double.valueOf(Math.min(1, lowest.getAsDouble() * pValues(all).count()));
    }

    private static DoubleStream pValues(List<Measure> measures) {
        return measures.stream()
                .map(Measure::pValue)
                .flatMap(Stream::ofNullable)
                .mapToDouble(Double::doubleValue)
                .filter(value -> value >= 0 && value <= 1);
    }
}
