package io.vedette.trainer.graph;

/** Where zero lies among the integers of a value. */
public enum Symmetry {
    /** Where the range puts it, so that all integers are used. */
    ASYMMETRIC,
    /** In the middle, as TensorRT wants it; half of the integers of what is never negative are left unused. */
    SYMMETRIC;

    /** Int8 for a range. */
    public QuantizationParameters parameters(TensorRange range) {
        return switch (this) {
            case ASYMMETRIC -> QuantizationParameters.ofRange(range);
            case SYMMETRIC -> QuantizationParameters.ofSymmetricRange(range);
        };
    }
}
