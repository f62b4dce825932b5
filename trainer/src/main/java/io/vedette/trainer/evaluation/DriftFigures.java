package io.vedette.trainer.evaluation;

import io.vedette.core.drift.DriftReference;
import io.vedette.core.drift.FalseAlarmBudget;
import io.vedette.core.drift.NumberReference;
import io.vedette.core.drift.Threshold;
import java.util.List;

/**
 * What the drift reference of a bundle says, without the embedding.
 *
 * @param source where its pictures come from
 * @param passages how many things and gaps they show; fewer than samples where several frames of each had to be taken
 * @param classMix one count a label
 */
public record DriftFigures(
        String source,
        long samples,
        long passages,
        List<String> labels,
        List<String> background,
        int window,
        int mixWindow,
        FalseAlarmBudget budget,
        List<Long> classMix,
        List<Threshold> classMixThresholds,
        List<NumberReference> numbers,
        int embeddingDimensions,
        List<Threshold> embeddingThresholds) {
    public DriftFigures {
        labels = List.copyOf(labels);
        background = List.copyOf(background);
        classMix = List.copyOf(classMix);
        classMixThresholds = List.copyOf(classMixThresholds);
        numbers = List.copyOf(numbers);
        embeddingThresholds = List.copyOf(embeddingThresholds);
    }

    /** The figures of a reference; the source of its pictures and how many things and gaps they show. */
    public static DriftFigures of(DriftReference reference, String source, long passages) {
        return new DriftFigures(
                source,
                reference.samples(),
                passages,
                reference.labels(),
                reference.background(),
                reference.window(),
                reference.mixWindow(),
                reference.budget(),
                reference.classMix().counts(),
                reference.classMix().thresholds(),
                reference.numbers(),
                reference.embedding().mean().size(),
                reference.embedding().thresholds());
    }
}
