package io.vedette.trainer.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A network's answers over a set of examples, counted. */
public record Evaluation(ConfusionMatrix matrix, List<Prediction> predictions) {
    public Evaluation {
        predictions = List.copyOf(predictions);
    }

    /** Counts the answers in rows of logits, one an example, of which {@code truth} holds the classes. */
    public static Evaluation of(List<String> labels, int[] truth, float[][] logits) {
        if (truth.length != logits.length) {
            throw new IllegalArgumentException(
                    "There are " + truth.length + " examples but " + logits.length + " rows of logits");
        }
        List<Prediction> predictions = new ArrayList<>(truth.length);
        int[] predicted = new int[truth.length];
        for (int i = 0; i < truth.length; i++) {
            Prediction prediction = Prediction.of(i, truth[i], logits[i]);
            predictions.add(prediction);
            predicted[i] = prediction.predicted();
        }
        return new Evaluation(ConfusionMatrix.of(labels, truth, predicted), predictions);
    }

    /** The wrong answers, the most confident first. */
    public List<Prediction> wrong() {
        return predictions.stream()
                .filter(prediction -> !prediction.isRight())
                .sorted(Comparator.comparingDouble(Prediction::confidence).reversed())
                .toList();
    }
}
