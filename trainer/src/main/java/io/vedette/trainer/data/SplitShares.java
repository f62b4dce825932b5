package io.vedette.trainer.data;

/**
 * Which shares of the training examples are held out where the data does not say so itself.
 *
 * @param validation at least 0 and below 1
 * @param test at least 0 and below 1; taken first
 * @param seed of the choice
 */
public record SplitShares(double validation, double test, long seed) {
    public SplitShares {
        require("validation", validation);
        require("test", test);
    }

    double of(Split split) {
        return switch (split) {
            case VALIDATION -> validation;
            case TEST -> test;
            case TRAIN -> throw new IllegalArgumentException("The training split is what the others leave");
        };
    }

    private static void require(String name, double share) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException(name + " share is not at least 0 and below 1: " + share);
        }
    }
}
