package io.vedette.trainer.training;

/** Hears how training goes, on the training thread. */
public interface TrainingListener {
    /** Nobody listens. */
    TrainingListener SILENT = new TrainingListener() {};

    /** Training begins on a device. */
    default void begin(String device, int epochs, long imagesPerEpoch) {}

    /** One batch of an epoch, counted from 1, was learned. */
    default void batch(int epoch, int images, double loss) {}

    /** An epoch is over; {@code best} says whether its weights are the best so far. */
    default void epoch(EpochMetrics metrics, boolean best) {}
}
