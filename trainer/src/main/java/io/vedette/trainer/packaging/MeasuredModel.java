package io.vedette.trainer.packaging;

import io.vedette.core.bundle.Precision;
import io.vedette.core.bundle.Sha256;
import io.vedette.core.bundle.Variant;
import io.vedette.core.bundle.VariantEvidence;
import io.vedette.trainer.evaluation.Interval;
import io.vedette.trainer.evaluation.ParityCheck;
import io.vedette.trainer.evidence.FileEvidence;
import io.vedette.trainer.evidence.IntegerCoverage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model file with what was measured of it.
 *
 * @param tolerance how far it may be from the trained network
 * @param coverage which of its layers really compute in integers; none of a file in floats
 */
public record MeasuredModel(
        ModelFile file, Measurement measurement, Tolerance tolerance, @Nullable IntegerCoverage coverage) {
    /** Other processors round differently: their logits may differ by this much more than any seen here. */
    private static final double MARGIN = 1.5;

    /** With the tolerance of its precision, its layers not looked at. */
    public MeasuredModel(ModelFile file, Measurement measurement) {
        this(file, measurement, Tolerance.of(file.precision()), null);
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
                measurement.medianLatencyMs(),
                toVariantEvidence());
    }

    private VariantEvidence toVariantEvidence() {
        ParityCheck parity = measurement.parity();
        Interval accuracy = Interval.ofShare(parity.candidateAccuracy(), parity.examples());
        return new VariantEvidence(
                parity.examples(),
                accuracy.low(),
                accuracy.high(),
                parity.accuracyLoss(),
                parity.lossInterval().low(),
                parity.lossInterval().high(),
                measurement.twoThreadsLatencyMs(),
                coverage == null ? null : coverage.layers(),
                coverage == null ? null : coverage.integer());
    }

    /** As a page shows it. */
    public FileEvidence toEvidence() {
        return new FileEvidence(
                file.id(),
                measurement.runtime(),
                file.sizeBytes(),
                measurement.parity(),
                tolerance.maxDropPoints(),
                measurement.recalls(),
                measurement.medianLatencyMs(),
                measurement.twoThreadsLatencyMs(),
                coverage);
    }
}
