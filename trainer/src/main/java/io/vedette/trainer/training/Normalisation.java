package io.vedette.trainer.training;

import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.runtime.image.Preprocessor;
import io.vedette.runtime.image.TensorLayout;
import io.vedette.runtime.image.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** What the device's preprocessor makes of the 256 values a pixel can have, one row a channel: the same bits in training and in the field. */
final class Normalisation {
    private static final int LEVELS = 256;

    private final float[][] values;

    Normalisation(PreprocessingSpec spec) {
        int channels = spec.channels();
        PreprocessingSpec ramp = new PreprocessingSpec(
                LEVELS,
                1,
                spec.colourOrder(),
                spec.resizeMode(),
                spec.interpolation(),
                spec.fill(),
                spec.mean(),
                spec.deviation());
        ByteBuffer pixels = ByteBuffer.allocate(ramp.pixelBytes());
        for (int level = 0; level < LEVELS; level++) {
            for (int channel = 0; channel < channels; channel++) {
                pixels.put((byte) level);
            }
        }
        ByteBuffer tensor = ByteBuffer.allocate(ramp.pixelBytes() * Float.BYTES).order(ByteOrder.nativeOrder());
        new Preprocessor(ramp, TensorSpec.ofFloats(List.of(1, channels, 1, LEVELS), TensorLayout.NCHW))
                .apply(pixels.flip(), tensor);
        values = new float[channels][LEVELS];
        for (int channel = 0; channel < channels; channel++) {
            tensor.asFloatBuffer().get(channel * LEVELS, values[channel]);
        }
    }

    int channels() {
        return values.length;
    }

    /** The channel's row; not to be written to. */
    float[] row(int channel) {
        return values[channel];
    }
}
