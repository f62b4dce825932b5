package io.vedette.trainer.training;

/**
 * How a network is trained.
 *
 * @param patience epochs without a better validation accuracy after which training stops; 0 never stops early
 */
public record TrainingConfiguration(
        int epochs, int batchSize, Optimization optimization, Augmentation augmentation, int patience, long seed) {

    public TrainingConfiguration {
        if (epochs < 1) {
            throw new IllegalArgumentException("epochs is not positive: " + epochs);
        }
        if (batchSize < 2) {
            throw new IllegalArgumentException("batch size is not at least 2, which batch norm needs: " + batchSize);
        }
        if (patience < 0) {
            throw new IllegalArgumentException("patience is negative: " + patience);
        }
    }

    /** The same for another number of epochs. */
    public TrainingConfiguration withEpochs(int newEpochs) {
        return new TrainingConfiguration(newEpochs, batchSize, optimization, augmentation, patience, seed);
    }
}
