package io.vedette.core.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What an export found out about a variant beside its accuracy.
 *
 * @param testImages that it was measured on
 * @param accuracyLow where its true accuracy begins with 95 % confidence, 0 to 1
 * @param accuracyHigh where that ends
 * @param drop by how much its accuracy is below the trained network's on the same images, 0 to 1; negative if it is above
 * @param dropLow where the true drop begins with 95 % confidence
 * @param dropHigh where that ends
 * @param twoThreadsLatencyMs of one picture on the exporting machine, two threads
 * @param layers all its convolutions and linear layers, those left in floats too; none counted of a variant in floats
 * @param integerLayers those of them that compute in integers on the exporting machine
 */
public record VariantEvidence(
        int testImages,
        double accuracyLow,
        double accuracyHigh,
        double drop,
        double dropLow,
        double dropHigh,
        double twoThreadsLatencyMs,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer layers,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer integerLayers) {
    public VariantEvidence {
        if (testImages < 1) {
            throw new IllegalArgumentException("test images are not 1 or more: " + testImages);
        }
        if (!(accuracyLow <= accuracyHigh) || !(dropLow <= dropHigh)) {
            throw new IllegalArgumentException("an interval ends before it begins: accuracy " + accuracyLow + " to "
                    + accuracyHigh + ", drop " + dropLow + " to " + dropHigh);
        }
        if ((layers == null) != (integerLayers == null)) {
            throw new IllegalArgumentException(
                    "layers and those in integers go together: " + layers + " and " + integerLayers);
        }
    }
}
