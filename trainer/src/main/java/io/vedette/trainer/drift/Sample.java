package io.vedette.trainer.drift;

import io.vedette.core.drift.Signal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model makes of one picture, and what the picture looks like.
 *
 * @param label the class with the highest probability
 * @param numbers by signal
 */
record Sample(int label, Map<Signal, Double> numbers, List<Float> embedding) {
    Sample {
        numbers = Map.copyOf(numbers);
        embedding = List.copyOf(embedding);
    }

    double number(Signal signal) {
        return Optional.ofNullable(numbers.get(signal))
                .orElseThrow(() -> new IllegalArgumentException("no " + signal + " is measured of a picture"));
    }

    /** A copy. */
    float[] embeddingValues() {
        float[] values = new float[embedding.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = embedding.get(i);
        }
        return values;
    }
}
