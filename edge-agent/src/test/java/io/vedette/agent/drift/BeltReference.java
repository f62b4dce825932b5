package io.vedette.agent.drift;

import io.vedette.core.drift.Bootstrap;
import io.vedette.core.drift.DriftReference;
import io.vedette.core.drift.EmbeddingReference;
import io.vedette.core.drift.FalseAlarmBudget;
import io.vedette.core.drift.NumberReference;
import io.vedette.core.drift.Signal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The reference that a synthetic belt's samples make, measured as a monitor measures. */
final class BeltReference {
    static final int SAMPLES = 800;
    static final int MIX_WINDOW = 250;
    private static final int TESTS = 21;
    private static final List<DriftReference> MADE = new ArrayList<>();

    private BeltReference() {}

    /** One with the label {@code empty} as background. */
    static synchronized DriftReference get() {
        if (MADE.isEmpty()) {
            MADE.add(make());
        }
        return MADE.get(0);
    }

    private static DriftReference make() {
        double[][] means = new double[SyntheticBelt.CLASSES][];
        for (int label = 0; label < means.length; label++) {
            means[label] = new double[SyntheticBelt.DIMENSIONS];
            means[label][label % SyntheticBelt.DIMENSIONS] = SyntheticBelt.place(label);
        }
        EmbeddingReference space = space(rows(means));
        DriftReference bare = new DriftReference(
                DriftReference.SCHEMA,
                SyntheticBelt.LABELS,
                List.of("empty"),
                SAMPLES,
                DriftReference.WINDOW,
                MIX_WINDOW,
                FalseAlarmBudget.DEFAULT,
                new Bootstrap(FalseAlarmBudget.DEFAULT, TESTS, new Random(1)).mix(new int[] {0, 1, 2, 3, 4}, 6, 10),
                List.of(),
                space);
        SampleMeasurer measurer = new SampleMeasurer(bare, SyntheticBelt.SPECIFICATION);
        double[][] outputs = new double[SAMPLES][measurer.outputColumns()];
        double[][] inputs = new double[SAMPLES][SampleForm.INPUTS.size()];
        int[] labels = new int[SAMPLES];
        SyntheticBelt belt = new SyntheticBelt(11);
        FrameCopy copy = new FrameCopy(
                SyntheticBelt.SIDE * SyntheticBelt.SIDE, SyntheticBelt.LABELS.size(), SyntheticBelt.EMBEDDING);
        for (int i = 0; i < SAMPLES; i++) {
            int at = i;
            labels[i] = belt.item(shown -> {
                ByteBuffer pixels = shown.pixels();
                copy.set(shown.index(), shown.sourceUs(), pixels, shown.probabilities(), shown.embedding());
                if (shown.label() == SyntheticBelt.EMPTY) {
                    measurer.measureInputs(copy, Double.NaN, inputs[at]);
                } else {
                    measurer.measureOutputs(copy, outputs[at]);
                }
            });
        }
        Bootstrap bootstrap = new Bootstrap(FalseAlarmBudget.DEFAULT, TESTS, new Random(2));
        List<NumberReference> numbers = new ArrayList<>();
        for (int i = 0; i < SampleForm.OUTPUTS.size(); i++) {
            numbers.add(bootstrap.number(SampleForm.OUTPUTS.get(i), column(outputs, i), DriftReference.WINDOW));
        }
        for (int i = 0; i < SampleForm.SCENE; i++) {
            numbers.add(bootstrap.number(SampleForm.INPUTS.get(i), column(inputs, i), DriftReference.WINDOW));
        }
        double[][] projected = Arrays.stream(outputs)
                .map(row -> Arrays.copyOfRange(row, SampleForm.OUTPUTS.size(), row.length))
                .toArray(double[][]::new);
        EmbeddingReference measured = new EmbeddingReference(
                space.projection(),
                mean(projected),
                covariance(projected),
                space.classMeans(),
                space.withinCovariance(),
                List.of());
        return new DriftReference(
                DriftReference.SCHEMA,
                SyntheticBelt.LABELS,
                List.of("empty"),
                SAMPLES,
                DriftReference.WINDOW,
                MIX_WINDOW,
                FalseAlarmBudget.DEFAULT,
                bootstrap.mix(labels, SyntheticBelt.LABELS.size(), MIX_WINDOW),
                numbers,
                bootstrap.embedding(measured, projected, DriftReference.WINDOW));
    }

    /** The same without a background label. */
    static DriftReference withoutBackground() {
        DriftReference whole = get();
        return new DriftReference(
                whole.schema(),
                whole.labels(),
                List.of(),
                whole.samples(),
                whole.window(),
                whole.mixWindow(),
                whole.budget(),
                whole.classMix(),
                whole.numbers().stream()
                        .filter(number -> number.signal() != Signal.SCENE)
                        .toList(),
                whole.embedding());
    }

    private static EmbeddingReference space(List<List<Double>> classMeans) {
        int d = SyntheticBelt.DIMENSIONS;
        List<List<Double>> projection = rows(identity(d, SyntheticBelt.EMBEDDING));
        List<List<Double>> unit = rows(identity(d, d));
        return new EmbeddingReference(projection, rows(new double[1][d]).get(0), unit, classMeans, unit, List.of());
    }

    private static double[][] identity(int height, int width) {
        double[][] matrix = new double[height][width];
        IntStream.range(0, height).forEach(i -> matrix[i][i] = 1);
        return matrix;
    }

    private static List<List<Double>> rows(double[][] matrix) {
        return Arrays.stream(matrix)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList();
    }

    private static double[] column(double[][] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
    }

    private static List<Double> mean(double[][] rows) {
        return IntStream.range(0, rows[0].length)
                .mapToObj(i -> Arrays.stream(column(rows, i)).average().orElseThrow())
                .toList();
    }

    private static List<List<Double>> covariance(double[][] rows) {
        List<Double> mean = mean(rows);
        double[][] covariance = new double[mean.size()][mean.size()];
        for (double[] row : rows) {
            for (int i = 0; i < mean.size(); i++) {
                for (int j = 0; j < mean.size(); j++) {
                    covariance[i][j] += (row[i] - mean.get(i)) * (row[j] - mean.get(j)) / (rows.length - 1);
                }
            }
        }
        return rows(covariance);
    }
}
