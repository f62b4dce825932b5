package io.vedette.trainer.drift;

import io.vedette.core.drift.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;

/** Samples of two classes of things and a background, drawn from known distributions. */
final class DrawnSamples {
    static final List<String> LABELS = List.of("left", "right", "empty");
    static final int DIMENSIONS = 12;
    private static final int EMPTY = 2;

    private DrawnSamples() {}

    /** So many things, each with a gap behind it. */
    static List<Sample> draw(int things, Random random) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < things; i++) {
            int label = random.nextInt(2);
            samples.add(sample(label, label == 0 ? -4 : 4, 0.6, random));
            samples.add(sample(EMPTY, 0, 0.2, random));
        }
        return samples;
    }

    /** A thing that is as far from both classes as they are from each other. */
    static Sample stranger(Random random) {
        Sample sample = sample(0, 0, 0.6, random);
        List<Float> embedding = new ArrayList<>(sample.embedding());
        embedding.set(1, embedding.get(1) + 8);
        return new Sample(0, sample.numbers(), embedding);
    }

    private static Sample sample(int label, double first, double luminance, Random random) {
        List<Float> embedding = new ArrayList<>();
        DoubleStream.generate(random::nextGaussian).limit(DIMENSIONS).forEach(value -> embedding.add((float) value));
        embedding.set(0, (float) (embedding.get(0) + first));
        return new Sample(
                label,
                Map.of(
                        Signal.CONFIDENCE,
                        1 - 0.4 * Math.pow(random.nextDouble(), 3),
                        Signal.ENTROPY,
                        0.5 * Math.pow(random.nextDouble(), 3),
                        Signal.LUMINANCE,
                        luminance + 0.02 * random.nextGaussian(),
                        Signal.SHARPNESS,
                        4 + 0.3 * random.nextGaussian()),
                embedding);
    }
}
