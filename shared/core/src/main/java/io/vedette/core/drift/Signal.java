package io.vedette.core.drift;

/** What is compared between a camera's current window and its reference. */
public enum Signal {
    /** The shares of the predicted classes. */
    CLASS_MIX(Kind.OUTPUT),
    /** The highest probability. */
    CONFIDENCE(Kind.OUTPUT),
    /** The entropy of the probabilities, as a share of the highest possible. */
    ENTROPY(Kind.OUTPUT),
    /** The distance of the embedding from the nearest class, in standard deviations within a class. */
    NOVELTY(Kind.OUTPUT),
    /** What the network makes of the picture before it classifies. */
    EMBEDDING(Kind.OUTPUT),
    /** The mean luminance, 0 to 1. */
    LUMINANCE(Kind.INPUT),
    /** The standard deviation of the luminance, 0 to 0.5. */
    CONTRAST(Kind.INPUT),
    /** The mean saturation, 0 to 1; 0 of a grey picture. */
    SATURATION(Kind.INPUT),
    /** The natural logarithm of the variance of the luminance's Laplacian: low where nothing is in focus. */
    SHARPNESS(Kind.INPUT),
    /** The share of pixels that are nearly black. */
    DARK(Kind.INPUT),
    /** The share of pixels that are nearly white. */
    BURNT(Kind.INPUT),
    /** How little the picture of the scene resembles the one it was commissioned with, 0 to 2. */
    SCENE(Kind.INPUT);

    private enum Kind {
        INPUT,
        OUTPUT
    }

    private final Kind kind;

    Signal(Kind kind) {
        this.kind = kind;
    }

    /** The smallest difference of this number that can mean anything, in its unit. */
    double resolution() {
        return this == SHARPNESS || this == NOVELTY ? 0.05 : 1.0 / 255;
    }

    /** Whether it is measured on pixels, and so belongs to the camera more than to the model. */
    public boolean isInput() {
        return kind == Kind.INPUT;
    }

    /** Whether it is one number a sample. */
    public boolean isNumber() {
        return this != CLASS_MIX && this != EMBEDDING;
    }
}
