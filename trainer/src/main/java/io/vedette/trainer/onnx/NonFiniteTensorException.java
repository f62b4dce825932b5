package io.vedette.trainer.onnx;

/** A weight that holds something else than finite numbers. */
public final class NonFiniteTensorException extends OnnxFileException {
    private static final long serialVersionUID = 1L;

    private final String tensor;
    private final int index;

    NonFiniteTensorException(String file, String tensor, int index, double found) {
        super(file, "holds weight " + tensor + " with " + found + " at position " + index + ", no finite number");
        this.tensor = tensor;
        this.index = index;
    }

    public String tensor() {
        return tensor;
    }

    /** Where in the tensor, row by row. */
    public int index() {
        return index;
    }
}
