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
 * @param samples how many things and gaps they show, each in one picture
 * @param classMix one count a label
 */
public record DriftFigures(
        String source,
        long samples,
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

    /** The figures of a reference, and the source of its pictures. */
    public static DriftFigures of(DriftReference reference, String source) {
        return new DriftFigures(
                source,
                reference.samples(),
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
