package io.vedette.trainer.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * What training a network further changed in its answers to the same examples.
 *
 * @param parent the run it was trained further from
 * @param examples how many were answered before and after
 * @param mended answered wrongly before and rightly after
 * @param spoiled answered rightly before and wrongly after
 * @param classes one for each label, in their order
 */
public record Improvement(
        String parent,
        int examples,
        double accuracyBefore,
        double accuracyAfter,
        int mended,
        int spoiled,
        List<ClassChange> classes) {
    public Improvement {
        classes = List.copyOf(classes);
        if (examples < 1) {
            throw new IllegalArgumentException("examples is not positive: " + examples);
        }
    }

    /**
     * What changed for one class.
     *
     * @param recallBefore share of its examples taken for it; NaN if it has none
     * @param recallAfter likewise
     */
    public record ClassChange(String label, long examples, double recallBefore, double recallAfter) {}

    /** What lies between two evaluations of the same examples. */
    public static Improvement of(String parent, Evaluation before, Evaluation after) {
        List<Prediction> old = before.predictions();
        List<Prediction> young = after.predictions();
        if (old.size() != young.size()) {
            throw new IllegalArgumentException(
                    "There are " + old.size() + " answers before but " + young.size() + " after");
        }
        int mended = 0;
        int spoiled = 0;
        for (int i = 0; i < old.size(); i++) {
            if (old.get(i).truth() != young.get(i).truth()) {
                throw new IllegalArgumentException("Example " + i + " is of class "
                        + old.get(i).truth() + " before but of " + young.get(i).truth() + " after");
            }
            if (!old.get(i).isRight() && young.get(i).isRight()) {
                mended++;
            } else if (old.get(i).isRight() && !young.get(i).isRight()) {
                spoiled++;
            }
        }
        return new Improvement(
                parent,
                old.size(),
                ConfusionMetrics.accuracy(before.matrix()),
                ConfusionMetrics.accuracy(after.matrix()),
                mended,
                spoiled,
                classes(before.matrix(), after.matrix()));
    }

    /** Whether fewer answers are right than before. */
    public boolean hasWorsened() {
        return spoiled > mended;
    }

    private static List<ClassChange> classes(ConfusionMatrix before, ConfusionMatrix after) {
        List<ClassChange> classes = new ArrayList<>();
        for (int i = 0; i < after.classes(); i++) {
            classes.add(new ClassChange(
                    after.labels().get(i),
                    after.support(i),
                    ConfusionMetrics.recall(before, i),
                    ConfusionMetrics.recall(after, i)));
        }
        return classes;
    }
}
