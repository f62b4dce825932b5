package io.vedette.core.bundle;

import java.util.List;

/**
 * What is done to a decoded picture before a model sees it: scaled to {@code width} × {@code height} pixels of the given colour order,
 * then each channel {@code c} becomes {@code (pixel / 255 − mean[c]) / deviation[c]}.
 *
 * @param fill the grey level, 0 to 255, of what a letterbox leaves over
 * @param mean one value a channel, in units of full brightness
 * @param deviation one positive value a channel, in units of full brightness
 */
public record PreprocessingSpec(
        int width,
        int height,
        ColourOrder colourOrder,
        ResizeMode resizeMode,
        Interpolation interpolation,
        int fill,
        List<Float> mean,
        List<Float> deviation) {

    /** The longest side of a model's input, in pixels. */
    public static final int MAX_SIDE = 4096;

    public PreprocessingSpec {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        requireSide("width", width);
        requireSide("height", height);
        if (fill < 0 || fill > 255) {
            throw new IllegalArgumentException("fill is not between 0 and 255: " + fill);
        }
        requireChannels("mean", mean, colourOrder);
        requireChannels("deviation", deviation, colourOrder);
        for (float value : mean) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("mean is not finite: " + value);
            }
        }
        for (float value : deviation) {
            if (!(value > 0) || !Float.isFinite(value)) {
                throw new IllegalArgumentException("deviation is not positive and finite: " + value);
            }
        }
    }

    /** Channels of the tensor, 1 or 3. */
    public int channels() {
        return colourOrder.channels();
    }

    /** Bytes of the packed pixels, height × width × channels. */
    public int pixelBytes() {
        return width * height * channels();
    }

    private static void requireSide(String name, int side) {
        if (side < 1 || side > MAX_SIDE) {
            throw new IllegalArgumentException(name + " is not between 1 and " + MAX_SIDE + " pixels: " + side);
        }
    }

    private static void requireChannels(String name, List<Float> values, ColourOrder colourOrder) {
        if (values.size() != colourOrder.channels()) {
            throw new IllegalArgumentException(name + " has " + values.size() + " values, but " + colourOrder + " has "
                    + colourOrder.channels() + " channels");
        }
    }
}
