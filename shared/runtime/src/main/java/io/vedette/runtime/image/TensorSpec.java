package io.vedette.runtime.image;

import java.util.List;

/**
 * What a model expects at its input: one image as a tensor of four dimensions.
 *
 * @param shape four dimensions in the order of {@code layout}; the first, the batch, is 1
 * @param scale of a quantized element, {@code real = scale × (element − zeroPoint)}; 1 for floats
 * @param zeroPoint the quantized element that stands for 0; 0 for floats
 */
public record TensorSpec(
        List<Integer> shape, TensorLayout layout, ElementType elementType, float scale, int zeroPoint) {

    /** Checks that the shape is one image of one or three channels. */
    public TensorSpec {
        shape = List.copyOf(shape);
        if (shape.size() != 4 || shape.get(0) != 1) {
            throw new IllegalArgumentException("shape is not four dimensions with a batch of 1: " + shape);
        }
        if (shape.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("shape has a dimension below 1: " + shape);
        }
        int channels = shape.get(layout.channelAxis());
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("channels are neither 1 nor 3: " + channels + " in " + layout + shape);
        }
        if (!(scale > 0) || Float.isInfinite(scale)) {
            throw new IllegalArgumentException("scale is not positive and finite: " + scale);
        }
        if (elementType.isQuantized() ? !elementType.holds(zeroPoint) : scale != 1 || zeroPoint != 0) {
            throw new IllegalArgumentException(
                    "scale " + scale + " with zero point " + zeroPoint + " does not suit " + elementType);
        }
    }

    /** A tensor of floats. */
    public static TensorSpec ofFloats(List<Integer> shape, TensorLayout layout) {
        return new TensorSpec(shape, layout, ElementType.FLOAT32, 1, 0);
    }

    /** Rows of pixels. */
    public int height() {
        return shape.get(layout.heightAxis());
    }

    /** Columns of pixels. */
    public int width() {
        return shape.get(layout.widthAxis());
    }

    /** Values per pixel: 1 or 3. */
    public int channels() {
        return shape.get(layout.channelAxis());
    }

    /** Elements of the whole tensor. */
    public int elements() {
        return Math.multiplyExact(Math.multiplyExact(height(), width()), channels());
    }

    /** Bytes of the whole tensor. */
    public int sizeBytes() {
        return Math.multiplyExact(elements(), elementType.sizeBytes());
    }
}
