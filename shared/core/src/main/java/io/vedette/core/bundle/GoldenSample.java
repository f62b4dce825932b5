package io.vedette.core.bundle;

import java.util.List;

/**
 * A picture with the answer the trained network gives to it, to try a model on the device before it is trusted.
 *
 * @param path the member that holds the packed pixels, height × width × channels bytes
 * @param label what the picture shows
 * @param logits the trained network's logits, one a label
 */
public record GoldenSample(String path, String label, List<Float> logits) {
    public GoldenSample {
        BundleMember.requireName(path);
        logits = List.copyOf(logits);
        for (float logit : logits) {
            if (!Float.isFinite(logit)) {
                throw new IllegalArgumentException("logit of golden sample " + path + " is not finite: " + logit);
            }
        }
    }
}
