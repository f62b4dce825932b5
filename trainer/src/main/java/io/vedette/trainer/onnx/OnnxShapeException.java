package io.vedette.trainer.onnx;

/** An input whose shape is not that of one picture of known size. */
public final class OnnxShapeException extends OnnxFileException {
    private static final long serialVersionUID = 1L;

    private final String value;
    private final String found;

    OnnxShapeException(String file, String value, String found) {
        super(
                file,
                "has input " + value + " of shape " + found
                        + " but it must be one picture of known size: a batch of 1 or of any size, then three numbers");
        this.value = value;
        this.found = found;
    }

    public String value() {
        return value;
    }

    public String found() {
        return found;
    }
}
