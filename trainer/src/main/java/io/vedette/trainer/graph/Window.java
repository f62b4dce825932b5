package io.vedette.trainer.graph;

/** A window that slides over a map: its size, its steps and the zeros laid around the map first. */
public record Window(int height, int width, int verticalStride, int horizontalStride, Padding padding) {
    public Window {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "A window needs a size of at least 1×1 but found " + height + "×" + width);
        }
        if (verticalStride < 1 || horizontalStride < 1) {
            throw new IllegalArgumentException(
                    "A window needs strides of at least 1 but found " + verticalStride + " and " + horizontalStride);
        }
    }

    public static Window square(int size, int stride, Padding padding) {
        return new Window(size, size, stride, stride, padding);
    }

    /** Padding that gives a map of ⌈height / stride⌉ × ⌈width / stride⌉ by placing the odd row and column at the end, as TensorFlow's SAME. */
    public Padding samePadding(int mapHeight, int mapWidth) {
        int vertical = missing(mapHeight, height, verticalStride);
        int horizontal = missing(mapWidth, width, horizontalStride);
        return new Padding(vertical / 2, horizontal / 2, vertical - vertical / 2, horizontal - horizontal / 2);
    }

    public int outputHeight(int mapHeight) {
        return output(mapHeight + padding.top() + padding.bottom(), height, verticalStride);
    }

    public int outputWidth(int mapWidth) {
        return output(mapWidth + padding.left() + padding.right(), width, horizontalStride);
    }

    private static int missing(int extent, int size, int stride) {
        int steps = (extent + stride - 1) / stride;
        return Math.max((steps - 1) * stride + size - extent, 0);
    }

    private static int output(int padded, int size, int stride) {
        if (padded < size) {
            throw new IllegalArgumentException(
                    "A window of extent " + size + " does not fit into a padded map of extent " + padded);
        }
        return (padded - size) / stride + 1;
    }
}
