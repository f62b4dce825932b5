package io.vedette.trainer.packaging;

import io.vedette.core.bundle.Precision;
import io.vedette.trainer.evaluation.ParityCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How far a model file may be from the trained network before its export fails.
 *
 * @param maxLogitDifference the largest difference of a logit
 * @param maxDropPoints of accuracy
 * @param minAgreement share of images on which both name the same class
 */
public record Tolerance(double maxLogitDifference, double maxDropPoints, double minAgreement) {
    /** Rounding of another order of summation; seen are differences below 3e-5. */
    public static final Tolerance FLOAT32 = new Tolerance(1e-3, 0.1, 0.999);

    /** Eight bits move logits, seldom the answer; the logits themselves are not bounded. */
    public static final Tolerance INT8 = new Tolerance(Double.POSITIVE_INFINITY, 0.5, 0.98);

    /** The tolerance of files that compute in {@code precision}. */
    public static Tolerance of(Precision precision) {
        return switch (precision) {
            case FLOAT32 -> FLOAT32;
            case INT8 -> INT8;
        };
    }

    /** What of a comparison is beyond this tolerance, in words; empty if nothing is. */
    public List<String> violations(ParityCheck parity) {
        List<String> violations = new ArrayList<>();
        // Written so that a NaN violates.
        if (!(parity.maxDifference() <= maxLogitDifference)) {
            violations.add(String.format(
                    Locale.ROOT,
                    "a logit differs by %.2g, allowed are %.2g",
                    parity.maxDifference(),
                    maxLogitDifference));
        }
        if (!(100 * parity.accuracyLoss() <= maxDropPoints)) {
            violations.add(String.format(
                    Locale.ROOT,
                    "accuracy drops by %.2f points, allowed are %.2f",
                    100 * parity.accuracyLoss(),
                    maxDropPoints));
        }
        if (!(parity.argmaxAgreement() >= minAgreement)) {
            violations.add(String.format(
                    Locale.ROOT,
                    "agrees on %.2f %% of the images, wanted are %.2f %%",
                    100 * parity.argmaxAgreement(),
                    100 * minAgreement));
        }
        return violations;
    }
}
