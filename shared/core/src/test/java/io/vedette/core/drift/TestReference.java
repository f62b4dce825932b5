package io.vedette.core.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** References made of drawn numbers. */
final class TestReference {
    static final FalseAlarmBudget BUDGET = new FalseAlarmBudget(90, 24);
    static final int TESTS = 10;

    private TestReference() {}

    static Bootstrap bootstrap() {
        return new Bootstrap(BUDGET, TESTS, new Random(99));
    }

    /** Two classes of embeddings in three dimensions, of which two are kept. */
    static EmbeddingReference embedding() {
        return new EmbeddingReference(
                List.of(List.of(1.0, 0.0, 0.0), List.of(0.0, 0.5, 0.5)),
                List.of(0.0, 0.0),
                List.of(List.of(2.0, 0.0), List.of(0.0, 1.0)),
                List.of(List.of(-1.0, 0.0), List.of(1.0, 0.0), List.of()),
                List.of(List.of(1.0, 0.0), List.of(0.0, 1.0)),
                List.of());
    }

    /** Projected embeddings as {@link #embedding} says. */
    static double[][] projected(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        new double[] {(random.nextBoolean() ? 1 : -1) + random.nextGaussian(), random.nextGaussian()})
                .toArray(double[][]::new);
    }

    static DriftReference whole() {
        Random random = new Random(5);
        int[] labels = random.ints(1000, 0, 2).toArray();
        List<NumberReference> numbers = new ArrayList<>();
        for (Signal signal : List.of(Signal.CONFIDENCE, Signal.LUMINANCE)) {
            numbers.add(bootstrap().number(signal, random.doubles(1000).toArray(), DriftReference.WINDOW));
        }
        return new DriftReference(
                DriftReference.SCHEMA,
                List.of("good", "bad", "empty"),
                List.of("empty"),
                1000,
                DriftReference.WINDOW,
                200,
                BUDGET,
                bootstrap().mix(labels, 3, 200),
                numbers,
                bootstrap().embedding(embedding(), projected(random, 1000), DriftReference.WINDOW));
    }
}
