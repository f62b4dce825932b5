package io.vedette.trainer.graph.operator;

/**
 * A window that slides over a map: its size, its steps, the padding laid around the map first, and how far its taps lie apart.
 */
public record Window(
        int height,
        int width,
        int verticalStride,
        int horizontalStride,
        Padding padding,
        int verticalDilation,
        int horizontalDilation) {
    public Window {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "A window needs a size of at least 1×1 but found " + height + "×" + width);
        }
        if (verticalStride < 1 || horizontalStride < 1) {
            throw new IllegalArgumentException(
                    "A window needs strides of at least 1 but found " + verticalStride + " and " + horizontalStride);
        }
        if (verticalDilation < 1 || horizontalDilation < 1) {
            throw new IllegalArgumentException("A window needs dilations of at least 1 but found " + verticalDilation
                    + " and " + horizontalDilation);
        }
        if (extent(height, verticalDilation) > Integer.MAX_VALUE
                || extent(width, horizontalDilation) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("A window of " + height + "×" + width + " with dilations of "
                    + verticalDilation + " and " + horizontalDilation + " is longer than any map");
        }
        // Of a single tap there is nothing between; the same computation has one form.
        verticalDilation = height == 1 ? 1 : verticalDilation;
        horizontalDilation = width == 1 ? 1 : horizontalDilation;
    }

    /** A window whose taps lie side by side. */
    public Window(int height, int width, int verticalStride, int horizontalStride, Padding padding) {
        this(height, width, verticalStride, horizontalStride, padding, 1, 1);
    }

    public static Window square(int size, int stride, Padding padding) {
        return new Window(size, size, stride, stride, padding);
    }

    public boolean isDilated() {
        return verticalDilation > 1 || horizontalDilation > 1;
    }

    public Window withPadding(Padding newPadding) {
        return new Window(
                height, width, verticalStride, horizontalStride, newPadding, verticalDilation, horizontalDilation);
    }

    /** Padding that gives a map of ⌈height / stride⌉ × ⌈width / stride⌉ by placing the odd row and column at the end, as TensorFlow's SAME. */
    public Padding samePadding(int mapHeight, int mapWidth) {
        int vertical = missing(mapHeight, verticalExtent(), verticalStride);
        int horizontal = missing(mapWidth, horizontalExtent(), horizontalStride);
        return new Padding(vertical / 2, horizontal / 2, vertical - vertical / 2, horizontal - horizontal / 2);
    }

    /** Whether the padding on a map of that shape is TensorFlow's SAME. */
    public boolean isSame(Shape map) {
        return padding.equals(samePadding(map.height(), map.width()));
    }

    /** The shape after the window has slid over a map, each channel by itself. */
    public Shape outputShape(Shape map) {
        return outputShape(map, map.channels());
    }

    /** The shape after the window has slid over a map and left so many channels. */
    public Shape outputShape(Shape map, int channels) {
        return Shape.of(channels, outputHeight(map.height()), outputWidth(map.width()));
    }

    public int outputHeight(int mapHeight) {
        return output(Padding.padded(mapHeight, padding.top(), padding.bottom()), verticalExtent(), verticalStride);
    }

    public int outputWidth(int mapWidth) {
        return output(Padding.padded(mapWidth, padding.left(), padding.right()), horizontalExtent(), horizontalStride);
    }

    /** Rows from the first tap to the last, both included. */
    public int verticalExtent() {
        return (int) extent(height, verticalDilation);
    }

    /** Columns from the first tap to the last, both included. */
    public int horizontalExtent() {
        return (int) extent(width, horizontalDilation);
    }

    private static long extent(int taps, int dilation) {
        return (taps - 1L) * dilation + 1;
    }

    /** Refuses what no pool can do: taps apart, and windows that see nothing of the map. */
    void requirePooling() {
        if (isDilated()) {
            throw new IllegalArgumentException("A pool takes taps side by side but found dilations of "
                    + verticalDilation + " and " + horizontalDilation);
        }
        if (Math.max(padding.top(), padding.bottom()) >= height || Math.max(padding.left(), padding.right()) >= width) {
            throw new IllegalArgumentException(
                    "A pool's padding must be less than its window of " + height + "×" + width + " but is " + padding);
        }
    }

    private static int missing(int extent, int size, int stride) {
        int steps = (extent - 1) / stride + 1;
        return (int) Math.max((steps - 1L) * stride + size - extent, 0);
    }

    private static int output(int padded, int size, int stride) {
        if (padded < size) {
            throw new IllegalArgumentException(
                    "A window of extent " + size + " does not fit into a padded map of extent " + padded);
        }
        return (padded - size) / stride + 1;
    }
}
