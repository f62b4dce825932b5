package io.vedette.agent.camera;

import io.vedette.runtime.image.PictureStatistics;
import java.nio.ByteBuffer;

/**
 * What a small grey picture of the whole frame looks like.
 *
 * @param hash the same for pictures that are equal in every pixel, and hardly for others
 * @param contrast the standard deviation of the luminance, 0 to 0.5
 * @param sharpness the logarithm of the Laplacian's variance relative to the squared luminance: less light alone does not lower it
 */
record SceneView(long hash, double contrast, double sharpness) {
    private static final double LEAST_LUMINANCE = 1.0 / 255;
    private static final long HASH_START = 0xcbf29ce484222325L;
    private static final long HASH_FACTOR = 0x100000001b3L;

    /** Looks at packed grey pixels, position to limit. */
    static SceneView of(ByteBuffer pixels, PictureStatistics statistics) {
        statistics.measure(pixels);
        return new SceneView(
                hash(pixels),
                statistics.contrast(),
                statistics.sharpness() - 2 * Math.log(Math.max(LEAST_LUMINANCE, statistics.luminance())));
    }

    /** Fowler, Noll and Vo's hash 1a. */
    private static long hash(ByteBuffer pixels) {
        long hash = HASH_START;
        for (int i = pixels.position(); i < pixels.limit(); i++) {
            hash = (hash ^ (pixels.get(i) & 0xff)) * HASH_FACTOR;
        }
        return hash;
    }
}
