package io.vedette.trainer.evaluation;

/**
 * A network's answer for one example.
 *
 * @param position of the example among those evaluated
 * @param predicted the class with the highest logit, the first of equals
 * @param confidence its probability, 0 to 1
 */
public record Prediction(int position, int truth, int predicted, double confidence) {
    /** Reads the answer from one row of logits. */
    public static Prediction of(int position, int truth, float[] logits) {
        int best = argmax(logits);
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp((double) logit - logits[best]);
        }
        return new Prediction(position, truth, best, 1 / sum);
    }

    public boolean isRight() {
        return truth == predicted;
    }

    static int argmax(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best;
    }
}
