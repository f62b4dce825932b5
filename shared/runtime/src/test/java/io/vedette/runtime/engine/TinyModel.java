package io.vedette.runtime.engine;

/**
 * The numbers of a two-layer network on a picture of 2 × 2 grey pixels, and its answers computed in plain Java.
 *
 * <p>embedding = A · pixels + a, logits = B · embedding + b.
 */
final class TinyModel {
    static final int PIXELS = 4;
    static final int FEATURES = 3;
    static final int CLASSES = 2;

    static final float[] A = {1, 0, 0, 0, 0, 1, -1, 0, 0.5f, 0.5f, 0.5f, 0.5f};
    static final float[] A_BIAS = {0, 1, -1};
    static final float[] B = {2, -1, 0, 0, 1, 4};
    static final float[] B_BIAS = {0.25f, -0.5f};

    private TinyModel() {}

    static float[] embedding(float[] pixels) {
        return multiply(A, A_BIAS, pixels);
    }

    static float[] logits(float[] pixels) {
        return multiply(B, B_BIAS, embedding(pixels));
    }

    private static float[] multiply(float[] weights, float[] bias, float[] input) {
        float[] output = bias.clone();
        for (int row = 0; row < output.length; row++) {
            for (int column = 0; column < input.length; column++) {
                output[row] += weights[row * input.length + column] * input[column];
            }
        }
        return output;
    }
}
