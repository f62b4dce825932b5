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

    /** The same for a file that may lose so many points of accuracy. */
    public Tolerance withMaxDropPoints(double points) {
        return new Tolerance(maxLogitDifference, points, minAgreement);
    }

    /** The tolerance of an integer file that may lose so many points of accuracy, however often it answers otherwise. */
    public static Tolerance ofDrop(double maxDropPoints) {
        return new Tolerance(Double.POSITIVE_INFINITY, maxDropPoints, 0);
    }

    /**
     * What of a comparison is beyond this tolerance, in words; empty if nothing is. Shares of few examples prove little: they violate the
     * tolerance only where all of their 95 % interval does.
     */
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
        if (!(100 * parity.lossInterval().low() <= maxDropPoints)) {
            violations.add(drop(parity));
        }
        if (!(parity.agreementInterval().high() >= minAgreement)) {
            violations.add(agreement(parity));
        }
        return violations;
    }

    /** What of a comparison is beyond this tolerance but may be chance, in words. */
    public List<String> doubts(ParityCheck parity) {
        List<String> doubts = new ArrayList<>();
        if (100 * parity.accuracyLoss() > maxDropPoints
                && 100 * parity.lossInterval().low() <= maxDropPoints) {
            doubts.add(drop(parity));
        }
        if (parity.argmaxAgreement() < minAgreement
                && parity.agreementInterval().high() >= minAgreement) {
            doubts.add(agreement(parity));
        }
        return doubts;
    }

    private String drop(ParityCheck parity) {
        return String.format(
                Locale.ROOT,
                "accuracy drops by %.2f points (95 %%: %.2f to %.2f), allowed are %.2f",
                100 * parity.accuracyLoss(),
                100 * parity.lossInterval().low(),
                100 * parity.lossInterval().high(),
                maxDropPoints);
    }

    private String agreement(ParityCheck parity) {
        return String.format(
                Locale.ROOT,
                "agrees on %.2f %% of the images (95 %%: %.2f to %.2f), wanted are %.2f %%",
                100 * parity.argmaxAgreement(),
                100 * parity.agreementInterval().low(),
                100 * parity.agreementInterval().high(),
                100 * minAgreement);
    }
}
