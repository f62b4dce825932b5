package io.vedette.trainer.drift;

import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.drift.Bootstrap;
import io.vedette.core.drift.ClassMixReference;
import io.vedette.core.drift.Comparison;
import io.vedette.core.drift.DriftReference;
import io.vedette.core.drift.EmbeddingReference;
import io.vedette.core.drift.EmbeddingSpace;
import io.vedette.core.drift.NumberReference;
import io.vedette.core.drift.Signal;
import io.vedette.runtime.engine.Engine;
import io.vedette.trainer.data.DevicePictures;
import io.vedette.trainer.data.Progress;
import io.vedette.trainer.data.Shuffle;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Makes a drift reference of pictures and the model file that a device will run.
 *
 * <p>A sample counts as background by what the model says of it, as on the device. The numbers of the input are taken from the background, if there are labels
 * of it, everything else from what is not background.
 */
public final class ReferenceMaker {
    /** Things, a picture each: of fewer the reference itself would scatter too much beside the windows that are compared with it. */
    static final int LEAST_THINGS = 200;

    /** Pictures of the background. */
    static final int LEAST_BACKGROUND = 100;

    private static final int FOLDS = 10;
    private static final int MIX_STATISTICS = 2;
    private static final int NUMBER_STATISTICS = 2;

    private final List<String> labels;
    private final PreprocessingSpec specification;
    private final ReferenceOptions options;
    private final Progress progress;

    public ReferenceMaker(
            List<String> labels, PreprocessingSpec specification, ReferenceOptions options, Progress progress) {
        this.labels = List.copyOf(labels);
        this.specification = specification;
        this.options = options;
        this.progress = progress;
    }

    /**
     * The reference.
     *
     * @param engine of the model file
     * @throws TooFewSamplesException if there are too few pictures
     */
    public DriftReference make(Engine engine, DevicePictures pictures) {
        progress.begin("Drift reference: samples", pictures.size());
        List<Sample> samples;
        try {
            samples = new SampleReader(engine, specification).read(pictures, progress);
        } finally {
            progress.end();
        }
        return of(samples);
    }

    DriftReference of(List<Sample> samples) {
        List<Sample> things = new ArrayList<>();
        List<Sample> background = new ArrayList<>();
        for (Sample sample : samples) {
            (options.background().contains(labels.get(sample.label())) ? background : things).add(sample);
        }
        List<Sample> views = options.background().isEmpty() ? things : background;
        requireEnough(things, background);

        List<Signal> inputs = views.get(0).numbers().keySet().stream()
                .filter(Signal::isInput)
                .sorted()
                .toList();
        List<Signal> outputs = List.of(Signal.CONFIDENCE, Signal.ENTROPY);
        int numbers = outputs.size() + 1 + inputs.size();
        Bootstrap bootstrap = new Bootstrap(
                options.budget(),
                MIX_STATISTICS + NUMBER_STATISTICS * numbers + 1,
                new SplittableRandom(options.seed()));
        progress.begin("Drift reference: thresholds", numbers + 2L);
        try {
            return reference(samples.size(), things, views, inputs, outputs, bootstrap);
        } finally {
            progress.end();
        }
    }

    private DriftReference reference(
            int size,
            List<Sample> things,
            List<Sample> views,
            List<Signal> inputs,
            List<Signal> outputs,
            Bootstrap bootstrap) {
        int[] classes = things.stream().mapToInt(Sample::label).toArray();
        int kinds = (int) things.stream().mapToInt(Sample::label).distinct().count();
        int mixWindow = Comparison.requiredForMix(kinds);
        ClassMixReference mix = bootstrap.mix(classes, labels.size(), mixWindow);
        progress.advance(1);

        List<NumberReference> numbers = new ArrayList<>();
        for (Signal signal : outputs) {
            numbers.add(number(bootstrap, signal, values(things, signal)));
        }
        EmbeddingFit fit = new EmbeddingFit(things, labels.size());
        numbers.add(number(bootstrap, Signal.NOVELTY, novelties(fit, things)));
        for (Signal signal : inputs) {
            numbers.add(number(bootstrap, signal, values(views, signal)));
        }
        EmbeddingReference space = fit.fit(things);
        EmbeddingReference embedding = bootstrap.embedding(space, spread(space, things), options.window());
        progress.advance(1);
        return new DriftReference(
                DriftReference.SCHEMA,
                labels,
                options.background(),
                size,
                options.window(),
                mixWindow,
                options.budget(),
                mix,
                numbers,
                embedding);
    }

    private void requireEnough(List<Sample> things, List<Sample> background) {
        require("pictures of things that are not background, one of each,", things.size(), LEAST_THINGS);
        if (!options.background().isEmpty()) {
            require(
                    "pictures of the background (" + String.join(", ", options.background()) + ")",
                    background.size(),
                    LEAST_BACKGROUND);
        }
    }

    private static void require(String kind, int found, int needed) {
        if (found < needed) {
            throw new TooFewSamplesException(kind, found, needed);
        }
    }

    private NumberReference number(Bootstrap bootstrap, Signal signal, double[] values) {
        NumberReference number = bootstrap.number(signal, values, options.window());
        progress.advance(1);
        return number;
    }

    private static double[] values(List<Sample> samples, Signal signal) {
        return samples.stream().mapToDouble(sample -> sample.number(signal)).toArray();
    }

    /**
     * Each sample's distance from the classes of a space that was fitted without it: to those that a space is fitted to it is nearer than to any
     * other, and a device's samples would all look new.
     */
    private double[] novelties(EmbeddingFit fit, List<Sample> samples) {
        int[] order = IntStream.range(0, samples.size()).toArray();
        Shuffle.shuffle(order, new Random(options.seed()));
        double[] novelties = new double[samples.size()];
        for (int fold = 0; fold < FOLDS; fold++) {
            List<Sample> others = new ArrayList<>();
            for (int i = 0; i < order.length; i++) {
                if (i % FOLDS != fold) {
                    others.add(samples.get(order[i]));
                }
            }
            EmbeddingSpace space = new EmbeddingSpace(fit.fit(others));
            double[] projected = new double[space.dimensions()];
            for (int i = fold; i < order.length; i += FOLDS) {
                space.project(samples.get(order[i]).embeddingValues(), projected);
                novelties[order[i]] = space.novelty(projected);
            }
        }
        return novelties;
    }

    /**
     * The projected embeddings, drawn apart as far as samples that the covariance was not fitted to are expected to lie: by the root of
     * (n − 1) / (n − d − 2), the factor by which the inverse of a covariance of n samples in d dimensions is too large (Anderson, An Introduction to Multivariate
     * Statistical Analysis, 7.7).
     */
    private static double[][] spread(EmbeddingReference reference, List<Sample> samples) {
        EmbeddingSpace space = new EmbeddingSpace(reference);
        double things = samples.size();
        double factor = Math.sqrt((things - 1) / (things - space.dimensions() - 2));
        double[][] rows = new double[samples.size()][space.dimensions()];
        for (int i = 0; i < rows.length; i++) {
            space.project(samples.get(i).embeddingValues(), rows[i]);
            for (int d = 0; d < rows[i].length; d++) {
                double mean = reference.mean().get(d);
                rows[i][d] = mean + factor * (rows[i][d] - mean);
            }
        }
        return rows;
    }
}
