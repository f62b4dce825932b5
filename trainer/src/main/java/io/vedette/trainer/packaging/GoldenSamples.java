package io.vedette.trainer.packaging;

import io.vedette.trainer.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Chooses pictures whose answer the trained network and every variant are sure of, so that a device whose variant answers otherwise is wrong. */
final class GoldenSamples {
    private GoldenSamples() {}

    /**
     * For each class the example that all answer rightly, with the largest margin of the least sure of them between the class's logit and the
     * highest other; a class without such an example has none.
     *
     * @param logits the network's logits of {@code examples}, in their order
     * @param measurements of the variants, over the same examples
     * @param most the largest number of samples; of more classes, those with the largest margins
     * @return positions in {@code examples}
     */
    static List<Integer> choose(
            Dataset dataset, int[] examples, float[][] logits, List<Measurement> measurements, int most) {
        int classes = dataset.labels().size();
        int[] best = new int[classes];
        double[] margins = new double[classes];
        Arrays.fill(best, -1);
        for (int i = 0; i < examples.length; i++) {
            int truth = dataset.classOf(examples[i]);
            double margin = margin(logits[i], truth);
            for (Measurement measurement : measurements) {
                margin = Math.min(margin, measurement.margins().get(i));
            }
            if (margin > margins[truth]) {
                margins[truth] = margin;
                best[truth] = i;
            }
        }
        List<Integer> classesByMargin = new ArrayList<>();
        for (int label = 0; label < classes; label++) {
            if (best[label] >= 0) {
                classesByMargin.add(label);
            }
        }
        classesByMargin.sort((a, b) -> Double.compare(margins[b], margins[a]));
        return classesByMargin.stream()
                .limit(most)
                .sorted()
                .map(label -> best[label])
                .toList();
    }

    /** How far the logit of a class lies above the highest other. */
    static double margin(float[] logits, int truth) {
        double highestOther = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < logits.length; i++) {
            if (i != truth) {
                highestOther = Math.max(highestOther, logits[i]);
            }
        }
        return logits[truth] - highestOther;
    }
}
