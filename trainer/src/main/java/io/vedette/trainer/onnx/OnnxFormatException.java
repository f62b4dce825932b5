package io.vedette.trainer.onnx;

/** A file that is no ONNX model of an image classifier: damaged, of another format, contradicting itself, or a network of another purpose. */
public final class OnnxFormatException extends OnnxFileException {
    private static final long serialVersionUID = 1L;

    private final String problem;

    OnnxFormatException(String file, String problem) {
        super(file, problem);
        this.problem = problem;
    }

    public String problem() {
        return problem;
    }
}
