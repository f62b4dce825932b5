package io.vedette.console.drift;

import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.DriftReport;
import io.vedette.core.drift.MergedSignal;
import io.vedette.core.drift.Signal;
import io.vedette.core.drift.SignalReport;
import io.vedette.core.drift.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The windows of several cameras as one window of all, beside the reference that they share.
 *
 * @param reference its id
 * @param labels the kinds that the class mix counts
 * @param verdict the worst of the merged signals'
 * @param unmerged signals that tell no counts which add up; each camera alone judges them
 * @param parts the windows that it is made of
 */
public record MergedDrift(
        String reference,
        List<String> labels,
        Verdict verdict,
        List<MergedSignal> signals,
        List<Signal> unmerged,
        List<Part> parts) {
    public MergedDrift {
        labels = List.copyOf(labels);
        signals = List.copyOf(signals);
        unmerged = List.copyOf(unmerged);
        parts = List.copyOf(parts);
    }

    /** A camera's window within. */
    public record Part(DeviceId device, String camera, DriftReport.Window window, Verdict verdict) {}

    /**
     * Merges windows.
     *
     * @param reports one a camera; those that have other labels than most say nothing of the class mix
     */
    public static MergedDrift of(String reference, List<DriftReport> reports) {
        List<String> labels = mostCommonLabels(reports);
        Map<Signal, List<SignalReport>> bySignal = new EnumMap<>(Signal.class);
        for (DriftReport report : reports) {
            for (SignalReport signal : report.signals()) {
                if (signal.signal() != Signal.CLASS_MIX || report.labels().equals(labels)) {
                    bySignal.computeIfAbsent(signal.signal(), added -> new ArrayList<>())
                            .add(signal);
                }
            }
        }
        List<MergedSignal> signals = new ArrayList<>();
        List<Signal> unmerged = new ArrayList<>();
        bySignal.forEach(
                (signal, parts) -> MergedSignal.of(parts).ifPresentOrElse(signals::add, () -> unmerged.add(signal)));
        Verdict verdict =
                signals.stream().map(signal -> signal.report().verdict()).reduce(Verdict.INSUFFICIENT, Verdict::or);
        return new MergedDrift(
                reference,
                labels,
                verdict,
                signals,
                unmerged,
                reports.stream().map(MergedDrift::part).toList());
    }

    private static List<String> mostCommonLabels(List<DriftReport> reports) {
        Map<List<String>, Integer> counts = new LinkedHashMap<>();
        reports.forEach(report -> counts.merge(report.labels(), 1, Integer::sum));
        return counts.entrySet().stream()
                .reduce((a, b) -> b.getValue() > a.getValue() ? b : a)
                .map(Map.Entry::getKey)
                .orElse(List.of());
    }

    private static Part part(DriftReport report) {
        return new Part(report.header().device(), report.camera(), report.window(), report.verdict());
    }
}
