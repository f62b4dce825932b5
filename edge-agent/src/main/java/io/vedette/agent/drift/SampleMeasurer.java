package io.vedette.agent.drift;

import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.drift.DriftReference;
import io.vedette.core.drift.EmbeddingSpace;
import io.vedette.core.stats.Entropy;
import io.vedette.runtime.image.PictureStatistics;

/** Measures a frame's copy as the trainer measured the reference's samples; for one thread, and without garbage. */
final class SampleMeasurer {
    private final EmbeddingSpace space;
    private final PictureStatistics statistics;
    private final double[] projected;

    SampleMeasurer(DriftReference reference, PreprocessingSpec specification) {
        this.space = new EmbeddingSpace(reference.embedding());
        this.statistics =
                new PictureStatistics(specification.width(), specification.height(), specification.colourOrder());
        this.projected = new double[space.dimensions()];
    }

    int outputColumns() {
        return SampleForm.OUTPUTS.size() + space.dimensions();
    }

    /** Writes the numbers of {@link SampleForm#OUTPUTS} and the projected embedding. */
    void measureOutputs(FrameCopy frame, double[] row) {
        space.project(frame.embedding(), projected);
        row[0] = confidence(frame.probabilities());
        row[1] = Entropy.normalized(frame.probabilities());
        row[2] = space.novelty(projected);
        System.arraycopy(projected, 0, row, SampleForm.OUTPUTS.size(), projected.length);
    }

    /** Writes the numbers of {@link SampleForm#INPUTS}. */
    void measureInputs(FrameCopy frame, double sceneDifference, double[] row) {
        statistics.measure(frame.pixels());
        row[0] = statistics.luminance();
        row[1] = statistics.contrast();
        row[2] = statistics.saturation();
        row[3] = statistics.sharpness();
        row[4] = statistics.dark();
        row[5] = statistics.burnt();
        row[SampleForm.SCENE] = sceneDifference;
    }

    private static double confidence(float[] probabilities) {
        double highest = 0;
        for (float probability : probabilities) {
            highest = Math.max(highest, probability);
        }
        return Math.min(1, highest);
    }
}
