package io.vedette.trainer.onnx;

/** A tensor of more numbers than any classifier's has. */
public final class OversizedTensorException extends OnnxFileException {
    private static final long serialVersionUID = 1L;

    private final String tensor;
    private final String shape;
    private final int highest;

    OversizedTensorException(String file, String tensor, String shape, int highest) {
        super(file, "holds tensor " + tensor + " of shape " + shape + " but at most " + highest + " numbers are read");
        this.tensor = tensor;
        this.shape = shape;
        this.highest = highest;
    }

    public String tensor() {
        return tensor;
    }

    public String shape() {
        return shape;
    }

    /** How many numbers a tensor may have. */
    public int highest() {
        return highest;
    }
}
