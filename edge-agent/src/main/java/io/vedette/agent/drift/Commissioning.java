package io.vedette.agent.drift;

import io.vedette.core.drift.Bootstrap;
import io.vedette.core.drift.NumberReference;
import io.vedette.core.drift.Signal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.DoubleStream;

/** Collects a camera's first samples until they make the input part of a reference. The first tenth tells what the scene looks like. */
final class Commissioning {
    private static final int SCENE_SHARE = 10;
    /** Samples that a power cut takes at most, once the scene is known. */
    private static final int SAVE_EVERY = 20;

    private final CommissioningOptions options;
    private final CommissioningBasis basis;
    private final CommissioningFile file;
    private final List<double[]> rows = new ArrayList<>();
    private long timeUs;
    private long lastUs = Long.MIN_VALUE;
    private int saved;

    /** @param file where what they make is kept */
    Commissioning(CommissioningOptions options, CommissioningBasis basis, CommissioningFile file) {
        this.options = options;
        this.basis = basis;
        this.file = file;
    }

    /** Goes on from where it had come to before a restart. */
    void resume(CommissioningProgress progress) {
        timeUs = progress.timeUs();
        progress.rows()
                .forEach(row ->
                        rows.add(row.stream().mapToDouble(Double::doubleValue).toArray()));
        saved = rows.size();
    }

    /** Keeps how far it has come if that is due. */
    void save(byte[] scene) {
        if (rows.size() - saved < SAVE_EVERY) {
            return;
        }
        saved = rows.size();
        file.write(new CommissioningProgress(
                CommissioningProgress.SCHEMA,
                basis,
                timeUs,
                rows.stream().map(row -> DoubleStream.of(row).boxed().toList()).toList(),
                Base64.getEncoder().encodeToString(scene)));
    }

    /** Takes the newest {@code count} samples of a table. */
    void accept(SampleTable inputs, int count) {
        for (int i = inputs.size() - count; i < inputs.size(); i++) {
            long sourceUs = inputs.sourceUs()[i];
            timeUs += lastUs == Long.MIN_VALUE ? 0 : sourceUs - lastUs;
            lastUs = sourceUs;
            double[] row = new double[inputs.columns().length];
            for (int column = 0; column < row.length; column++) {
                row[column] = inputs.columns()[column][i];
            }
            rows.add(row);
        }
    }

    /** Samples taken so far. */
    int samples() {
        return rows.size();
    }

    /** Samples that it takes at most. */
    int wanted() {
        return options.samples();
    }

    /** Whether there are enough to know the scene by. */
    boolean isSceneSeen() {
        return rows.size() >= options.samples() / SCENE_SHARE;
    }

    boolean isComplete() {
        return rows.size() >= options.samples()
                || (rows.size() >= CommissioningOptions.MIN_SAMPLES
                        && timeUs >= options.time().toNanos() / 1000);
    }

    /** Keeps what was made of them for the next start. */
    void keep(CommissionedInput input) {
        file.write(input);
    }

    /** The numbers of the input with their thresholds; one that was seen too seldom is left out. */
    List<NumberReference> numbers(Bootstrap bootstrap, int window) {
        List<NumberReference> numbers = new ArrayList<>();
        for (int column = 0; column < SampleForm.INPUTS.size(); column++) {
            Signal signal = SampleForm.INPUTS.get(column);
            int at = column;
            double[] values = rows.stream()
                    .flatMapToDouble(row -> DoubleStream.of(row[at]))
                    .filter(Double::isFinite)
                    .toArray();
            if (values.length >= CommissioningOptions.MIN_SAMPLES / 2) {
                numbers.add(bootstrap.number(signal, values, window));
            }
        }
        return numbers;
    }
}
