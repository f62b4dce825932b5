package io.vedette.trainer.packaging;

import io.vedette.core.bundle.Precision;
import io.vedette.core.bundle.Sha256;
import io.vedette.core.bundle.Variant;
import java.util.List;

/**
 * A model file with what was measured of it.
 *
 * @param tolerance how far it may be from the trained network
 */
public record MeasuredModel(ModelFile file, Measurement measurement, Tolerance tolerance) {
    /** Other processors round differently: their logits may differ by this much more than any seen here. */
    private static final double MARGIN = 1.5;

    /** With the tolerance of its precision. */
    public MeasuredModel(ModelFile file, Measurement measurement) {
        this(file, measurement, Tolerance.of(file.precision()));
    }

    /** What is beyond its tolerance, in words. */
    public List<String> violations() {
        return tolerance.violations(measurement.parity());
    }

    /** What of it is beyond its tolerance but may be chance, in words. */
    public List<String> doubts() {
        return tolerance.doubts(measurement.parity());
    }

    /** How far its logits may be from the trained network's on a device. */
    double logitTolerance() {
        return file.precision() == Precision.FLOAT32
                ? Tolerance.FLOAT32.maxLogitDifference()
                : MARGIN * measurement.parity().maxDifference();
    }

    Variant toVariant() {
        return new Variant(
                file.id(),
                file.format(),
                file.precision(),
                file.path(),
                file.sizeBytes(),
                Sha256.of(file.bytes()),
                measurement.parity().candidateAccuracy(),
                measurement.parity().argmaxAgreement(),
                logitTolerance(),
                measurement.medianLatencyMs());
    }
}
