package io.vedette.core.drift;

import io.vedette.core.stats.GTest;
import io.vedette.core.stats.Histogram;
import io.vedette.core.stats.KolmogorovSmirnov;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One signal of several windows as the window of all. Counts add up. Effective sizes do not: of n samples in all, a camera's n<sub>i</sub> that are worth
 * N<sub>i</sub> independent ones add (n<sub>i</sub> / n)² / N<sub>i</sub> to the variance of a share, and as the cameras see different objects, one over the
 * sum of these is the effective size of all. It is the sum of the N<sub>i</sub> only where every n<sub>i</sub> / N<sub>i</sub> is the same, and less otherwise:
 * a camera that tells much of few objects weighs in with its counts.
 *
 * <p>A reference's thresholds belong to windows of one size, and this one is larger. What is judged instead is whether the difference is worth telling, and
 * by the effective size whether it is chance. A mean or an embedding is not in the counts, so their statistics are not told of it.
 *
 * @param windows that it is made of
 * @param leftOut windows that do not add up with these: they have another reference or other bins, or their figures contradict each other
 */
public record MergedSignal(SignalReport report, int windows, int leftOut) {

    /**
     * Merges windows, if any of them can be.
     *
     * @param reports of one signal
     */
    public static Optional<MergedSignal> of(List<SignalReport> reports) {
        Map<Histogram, List<SignalReport>> byReference = new LinkedHashMap<>();
        for (SignalReport report : reports) {
            Histogram reference = report.reference();
            if (reference != null && isCountable(report, reference)) {
                byReference
                        .computeIfAbsent(reference, added -> new ArrayList<>())
                        .add(report);
            }
        }
        return byReference.entrySet().stream()
                .reduce((a, b) -> b.getValue().size() > a.getValue().size() ? b : a)
                .map(most -> merge(most.getKey(), most.getValue(), reports.size()));
    }

    private static boolean isCountable(SignalReport report, Histogram reference) {
        Histogram current = report.current();
        return current != null
                && current.bounds().equals(reference.bounds())
                && current.total() == report.samples()
                && reference.total() > 0
                && (report.effectiveSize() > 0 || report.samples() == 0)
                && report.effectiveSize() <= report.samples();
    }

    private static MergedSignal merge(Histogram reference, List<SignalReport> parts, int all) {
        Signal signal = parts.get(0).signal();
        Histogram current = parts.stream()
                .flatMap(part -> Optional.ofNullable(part.current()).stream())
                .reduce(Histogram::plus)
                .orElseThrow();
        int samples = parts.stream().mapToInt(SignalReport::samples).sum();
        double size = effectiveSize(parts, samples);
        SignalReport report = Comparison.report(
                signal,
                samples,
                size,
                requiredSize(signal, reference),
                samples == 0 ? List.of() : measures(signal, reference, current, size),
                current,
                reference);
        return new MergedSignal(report, parts.size(), all - parts.size());
    }

    private static double effectiveSize(List<SignalReport> parts, int samples) {
        double repeated = parts.stream()
                .filter(part -> part.samples() > 0)
                .mapToDouble(part -> (double) part.samples() / part.effectiveSize() * part.samples())
                .sum();
        return samples == 0 ? 0 : (double) samples / repeated * samples;
    }

    private static int requiredSize(Signal signal, Histogram reference) {
        return signal == Signal.CLASS_MIX
                ? Comparison.requiredForMix((int)
                        reference.counts().stream().filter(count -> count > 0).count())
                : Comparison.MIN_NUMBERS;
    }

    private static List<Measure> measures(Signal signal, Histogram reference, Histogram current, double size) {
        double referenceSize = (double) reference.total();
        if (signal == Signal.CLASS_MIX) {
            double pValue = GTest.of(reference.counts(), referenceSize, current.counts(), size)
                    .pValue();
            List<Measure> measures = new ArrayList<>();
            for (Statistic statistic :
                    List.of(Statistic.JENSEN_SHANNON_DISTANCE, Statistic.POPULATION_STABILITY_INDEX)) {
                double value = Comparison.mixStatistic(statistic, reference.counts(), current.counts());
                measures.add(Comparison.measure(Threshold.leastWorth(statistic), value, pValue));
            }
            return measures;
        }
        KolmogorovSmirnov test = KolmogorovSmirnov.of(reference, referenceSize, current, size);
        return List.of(
                Comparison.measure(Threshold.leastWorth(Statistic.KOLMOGOROV_SMIRNOV), test.distance(), test.pValue()));
    }
}
