package io.vedette.trainer.training;

/**
 * What one pass over the training examples achieved.
 *
 * @param epoch counted from 1
 * @param trainLoss mean cross-entropy of the pass, on augmented pictures while the weights moved
 * @param trainAccuracy share of right answers of the same pass
 * @param validationLoss mean cross-entropy after the pass, without label smoothing; NaN without validation examples
 * @param validationAccuracy share of right answers after the pass; NaN without validation examples
 * @param learningRate rate of the pass's last step
 */
public record EpochMetrics(
        int epoch,
        double trainLoss,
        double trainAccuracy,
        double validationLoss,
        double validationAccuracy,
        double learningRate,
        double seconds,
        double imagesPerSecond) {}
