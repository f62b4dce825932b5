package io.vedette.trainer.onnx;

/** A tensor that lies in another file. */
public final class ExternalTensorException extends OnnxFileException {
    private static final long serialVersionUID = 1L;

    private final String tensor;
    private final String location;

    ExternalTensorException(String file, String tensor, String location) {
        super(
                file,
                "keeps tensor " + tensor + " in another file, '" + location
                        + "': only a file that holds all its tensors is read");
        this.tensor = tensor;
        this.location = location;
    }

    public String tensor() {
        return tensor;
    }

    public String location() {
        return location;
    }
}
