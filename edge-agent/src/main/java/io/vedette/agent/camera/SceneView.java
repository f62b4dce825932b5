package io.vedette.agent.camera;

import io.vedette.runtime.image.PictureStatistics;
import java.nio.ByteBuffer;

/**
 * What a small grey picture of the whole frame looks like.
 *
 * @param contrast the standard deviation of the luminance, 0 to 0.5
 * @param sharpness the logarithm of the Laplacian's variance relative to the squared luminance: less light alone does not lower it
 */
record SceneView(double contrast, double sharpness) {
    private static final double LEAST_LUMINANCE = 1.0 / 255;

    /** Looks at packed grey pixels, position to limit. */
    static SceneView of(ByteBuffer pixels, PictureStatistics statistics) {
        statistics.measure(pixels);
        return new SceneView(
                statistics.contrast(),
                statistics.sharpness() - 2 * Math.log(Math.max(LEAST_LUMINANCE, statistics.luminance())));
    }
}
