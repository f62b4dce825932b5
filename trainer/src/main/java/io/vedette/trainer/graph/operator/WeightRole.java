package io.vedette.trainer.graph.operator;

/** What a weight tensor is to its node. */
public enum WeightRole {
    /** Kernel of a convolution (output channels, input channels per group, height, width) or matrix of a linear layer (outputs, inputs). */
    WEIGHT(true),
    /** Added per output channel. */
    BIAS(true),
    /** Scale of a batch norm. */
    GAMMA(true),
    /** Shift of a batch norm. */
    BETA(true),
    /** Running mean of a batch norm. */
    MEAN(false),
    /** Running variance of a batch norm. */
    VARIANCE(false);

    private final boolean trained;

    WeightRole(boolean trained) {
        this.trained = trained;
    }

    /** Whether gradient descent changes it; the others are statistics gathered on the way. */
    public boolean isTrained() {
        return trained;
    }
}
