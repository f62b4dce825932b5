package io.vedette.agent.drift;

import io.vedette.core.drift.Comparison;
import io.vedette.core.drift.DriftReference;
import io.vedette.core.drift.EmbeddingSpace;
import io.vedette.core.drift.NumberReference;
import io.vedette.core.drift.SignalReport;
import io.vedette.core.drift.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;

/**
 * Compares the newest samples with a reference, signal by signal.
 *
 * <p>A window has the reference's number of samples. Where its neighbours resemble each other so much that it is worth too few, it is doubled, up to
 * {@value #MOST_WINDOWS} times the number.
 */
final class WindowComparison {
    /** How many windows' samples are worth keeping. */
    static final int MOST_WINDOWS = 4;

    /** Samples after which there is something new to compare, and by which a change is measured. */
    static final int STEP = 10;

    private final DriftReference reference;
    private final EmbeddingSpace space;

    WindowComparison(DriftReference reference) {
        this.reference = reference;
        this.space = new EmbeddingSpace(reference.embedding());
    }

    /**
     * Every signal of which there are samples.
     *
     * @param labels one column, the labels' indices
     * @param outputs columns as {@link SampleForm#OUTPUTS}, then the projected embedding
     * @param inputs columns as {@link SampleForm#INPUTS}
     * @param inputNumbers what the inputs are compared with
     */
    List<SignalChange> compare(
            SampleTable labels, SampleTable outputs, SampleTable inputs, List<NumberReference> inputNumbers) {
        List<SignalChange> changes = new ArrayList<>();
        changes.add(mix(labels));
        for (int column = 0; column < SampleForm.OUTPUTS.size(); column++) {
            double[] values = outputs.columns()[column];
            reference
                    .findNumber(SampleForm.OUTPUTS.get(column))
                    .ifPresent(number -> changes.add(number(number, values)));
        }
        changes.add(embedding(outputs));
        for (NumberReference number : inputNumbers) {
            double[] values = DoubleStream.of(inputs.columns()[SampleForm.INPUTS.indexOf(number.signal())])
                    .filter(Double::isFinite)
                    .toArray();
            if (values.length > 0) {
                changes.add(number(number, values));
            }
        }
        return changes;
    }

    private SignalChange mix(SampleTable labels) {
        SignalReport report = widening(
                reference.mixWindow(),
                labels.size(),
                count -> Comparison.mix(
                        reference.classMix(),
                        DoubleStream.of(labels.newest(0, count))
                                .mapToInt(label -> (int) label)
                                .toArray()));
        return new SignalChange(report, Double.NaN, Double.NaN);
    }

    private SignalChange embedding(SampleTable outputs) {
        SignalReport report = widening(
                reference.window(),
                outputs.size(),
                count -> Comparison.embedding(
                        reference.embedding(), space, outputs.newestRows(SampleForm.OUTPUTS.size(), count)));
        return new SignalChange(report, Double.NaN, Double.NaN);
    }

    private SignalChange number(NumberReference number, double[] values) {
        SignalReport report = widening(
                reference.window(),
                values.length,
                count -> Comparison.number(
                        number, Arrays.copyOfRange(values, Math.max(0, values.length - count), values.length)));
        double now = DoubleStream.of(values)
                .skip(Math.max(0, values.length - STEP))
                .average()
                .orElse(Double.NaN);
        return new SignalChange(report, number.mean(), now);
    }

    private static SignalReport widening(int window, int samples, IntFunction<SignalReport> comparison) {
        int count = window;
        SignalReport report = comparison.apply(count);
        while (report.verdict() == Verdict.INSUFFICIENT && count < samples && count < window * MOST_WINDOWS) {
            count *= 2;
            report = comparison.apply(count);
        }
        return report;
    }
}
