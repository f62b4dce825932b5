package io.vedette.core.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One model file of a bundle with what was measured of it in the runtime that runs it.
 *
 * @param id its name among the variants, such as {@code onnx-int8}
 * @param path its member name in the bundle
 * @param sha256 the digest of the file
 * @param accuracy share of right answers over the whole test set, 0 to 1
 * @param agreement share of test images on which it names the same class as the trained network, 0 to 1
 * @param logitTolerance the largest difference from the trained network's logits that was allowed when it was exported
 * @param medianLatencyMs of one picture on the exporting machine, one thread
 * @param evidence what else the export found out; none in bundles from before it was kept
 */
public record Variant(
        String id,
        ModelFormat format,
        Precision precision,
        String path,
        long sizeBytes,
        String sha256,
        double accuracy,
        double agreement,
        double logitTolerance,
        double medianLatencyMs,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable VariantEvidence evidence) {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    public Variant {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("variant id is not lower-case letters, digits and dashes: " + id);
        }
        BundleMember.requireName(path);
        Sha256.require("sha256 of variant " + id, sha256);
        if (sizeBytes <= 0) {
            throw new IllegalArgumentException("size of variant " + id + " is not positive: " + sizeBytes);
        }
        requireShare("accuracy", id, accuracy);
        requireShare("agreement", id, agreement);
        if (!(logitTolerance > 0)) {
            throw new IllegalArgumentException(
                    "logit tolerance of variant " + id + " is not positive: " + logitTolerance);
        }
        if (!(medianLatencyMs >= 0)) {
            throw new IllegalArgumentException("latency of variant " + id + " is negative: " + medianLatencyMs);
        }
    }

    /** A variant without further evidence. */
    public Variant(
            String id,
            ModelFormat format,
            Precision precision,
            String path,
            long sizeBytes,
            String sha256,
            double accuracy,
            double agreement,
            double logitTolerance,
            double medianLatencyMs) {
        this(
                id,
                format,
                precision,
                path,
                sizeBytes,
                sha256,
                accuracy,
                agreement,
                logitTolerance,
                medianLatencyMs,
                null);
    }

    private static void requireShare(String name, String id, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " of variant " + id + " is not between 0 and 1: " + value);
        }
    }
}
