package io.vedette.trainer.training;

/** How gradients become steps. */
public enum OptimizerKind {
    /** Adam (Kingma, Ba 2015, arXiv:1412.6980); weight decay is added to the gradient. */
    ADAM,
    /** Adam with weight decay of its own (Loshchilov, Hutter 2019, arXiv:1711.05101). */
    ADAM_W
}
