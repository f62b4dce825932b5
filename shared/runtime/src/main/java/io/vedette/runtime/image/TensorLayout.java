package io.vedette.runtime.image;

/** The order of an image tensor's dimensions: N batch, C channels, H height, W width. */
public enum TensorLayout {
    /** Planes, one per channel: the order of PyTorch and ONNX. */
    NCHW(2, 3, 1),
    /** Pixels with their channels together: the order of TensorFlow Lite. */
    NHWC(1, 2, 3);

    private final int heightAxis;
    private final int widthAxis;
    private final int channelAxis;

    TensorLayout(int heightAxis, int widthAxis, int channelAxis) {
        this.heightAxis = heightAxis;
        this.widthAxis = widthAxis;
        this.channelAxis = channelAxis;
    }

    int heightAxis() {
        return heightAxis;
    }

    int widthAxis() {
        return widthAxis;
    }

    int channelAxis() {
        return channelAxis;
    }
}
