package io.vedette.runtime.image;

import io.vedette.core.bundle.PreprocessingSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Turns packed pixels (rows of pixels, channels together, one byte each) into an input tensor.
 *
 * <p>A pixel has 256 values, so each channel's arithmetic is done once per value: {@code (pixel / 255 − mean) / deviation}
 * in double precision, then rounded to float, or quantized by the tensor's scale and zero point. What is left per pixel is
 * a look-up. Immutable; any number of threads may use one.
 */
public final class Preprocessor {
    private static final int LEVELS = 256;

    private final TensorSpec tensor;
    /** Per channel, 256 values: the bits of a float, or the quantized byte. */
    private final int[][] tables;

    private final int pixelCount;

    /**
     * @throws PixelSizeException when the specification's size or channels are not the tensor's
     */
    public Preprocessor(PreprocessingSpec specification, TensorSpec tensor) {
        if (specification.width() != tensor.width()
                || specification.height() != tensor.height()
                || specification.channels() != tensor.channels()) {
            throw new PixelSizeException(
                    "a tensor",
                    describe(specification.width(), specification.height(), specification.channels()),
                    describe(tensor.width(), tensor.height(), tensor.channels()));
        }
        this.tensor = tensor;
        this.pixelCount = tensor.width() * tensor.height();
        this.tables = new int[tensor.channels()][LEVELS];
        for (int channel = 0; channel < tables.length; channel++) {
            for (int level = 0; level < LEVELS; level++) {
                double real = (level / 255.0 - specification.mean().get(channel))
                        / specification.deviation().get(channel);
                tables[channel][level] = tensor.elementType().isQuantized()
                        ? tensor.elementType().quantize(real, tensor.scale(), tensor.zeroPoint())
                        : Float.floatToRawIntBits((float) real);
            }
        }
    }

    private static String describe(int width, int height, int channels) {
        return width + "×" + height + "×" + channels;
    }

    /** Bytes of the packed pixels. */
    public int pixelBytes() {
        return pixelCount * tables.length;
    }

    /**
     * Reads {@code pixels} from its position and writes {@code target} from its start; neither position moves.
     *
     * @param target in native byte order, as an engine gives it
     * @throws PixelSizeException when a buffer is too small
     */
    public void apply(ByteBuffer pixels, ByteBuffer target) {
        requireRoom("pixels", pixelBytes(), pixels.remaining());
        requireRoom("a tensor buffer", tensor.sizeBytes(), target.limit());
        if (target.order() != ByteOrder.nativeOrder()) {
            throw new IllegalArgumentException("target is not in native byte order: " + target.order());
        }
        int channels = tables.length;
        boolean isPlanar = tensor.layout() == TensorLayout.NCHW;
        int step = isPlanar ? 1 : channels;
        for (int channel = 0; channel < channels; channel++) {
            int source = pixels.position() + channel;
            int element = isPlanar ? channel * pixelCount : channel;
            if (tensor.elementType().isQuantized()) {
                copyBytes(tables[channel], pixels, source, target, element, step);
            } else {
                copyFloats(tables[channel], pixels, source, target, element, step);
            }
        }
    }

    private static void requireRoom(String what, int expected, int found) {
        if (found < expected) {
            throw new PixelSizeException(what, expected + " bytes", found + " bytes");
        }
    }

    private void copyBytes(int[] table, ByteBuffer pixels, int source, ByteBuffer target, int element, int step) {
        int channels = tables.length;
        for (int i = 0; i < pixelCount; i++) {
            target.put(element + i * step, (byte) table[pixels.get(source + i * channels) & 0xff]);
        }
    }

    private void copyFloats(int[] table, ByteBuffer pixels, int source, ByteBuffer target, int element, int step) {
        int channels = tables.length;
        for (int i = 0; i < pixelCount; i++) {
            target.putInt((element + i * step) * Float.BYTES, table[pixels.get(source + i * channels) & 0xff]);
        }
    }
}
