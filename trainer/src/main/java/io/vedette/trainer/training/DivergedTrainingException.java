package io.vedette.trainer.training;

/** Training whose loss is no longer a number. */
public final class DivergedTrainingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int epoch;

    public DivergedTrainingException(int epoch, float learningRate) {
        super("The loss is not a number in epoch %d at learning rate %s; try a smaller learning rate"
                .formatted(epoch, learningRate));
        this.epoch = epoch;
    }

    public int epoch() {
        return epoch;
    }
}
