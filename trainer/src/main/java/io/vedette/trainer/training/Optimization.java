package io.vedette.trainer.training;

/**
 * How errors become changes of weights.
 *
 * @param learningRate the highest rate of the schedule
 * @param labelSmoothing the share of a label's weight spread evenly over all classes (Szegedy et al. 2016, arXiv:1512.00567)
 */
public record Optimization(
        OptimizerKind optimizer, Schedule schedule, float learningRate, float weightDecay, float labelSmoothing) {

    public Optimization {
        if (!(learningRate > 0) || !Float.isFinite(learningRate)) {
            throw new IllegalArgumentException("learning rate is not positive and finite: " + learningRate);
        }
        if (!(weightDecay >= 0 && weightDecay < 1)) {
            throw new IllegalArgumentException("weight decay is not at least 0 and below 1: " + weightDecay);
        }
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw new IllegalArgumentException("label smoothing is not at least 0 and below 1: " + labelSmoothing);
        }
    }
}
