package io.vedette.trainer.quantization;

/** What may be done to a network, beyond finding ranges, so that integers cost it less. */
public enum Remedy {
    /** Layers are equalized, ReLU6 being replaced by ReLU, and high biases absorbed. */
    EQUALIZATION("equalized"),
    /** Biases make up for the mean error of each channel. */
    BIAS_CORRECTION("biases corrected"),
    /** The network is trained further with its integers simulated. */
    AWARE_TRAINING("trained for integers");

    private final String description;

    Remedy(String description) {
        this.description = description;
    }

    /** What is true of the network afterwards. */
    public String description() {
        return description;
    }
}
