package io.vedette.trainer.onnx;

/** An ONNX file from which no graph was read; each kind of reason is a class of its own. */
public abstract sealed class OnnxFileException extends RuntimeException
        permits OnnxFormatException,
                OnnxOpsetException,
                OnnxOperatorException,
                OnnxShapeException,
                ExternalTensorException,
                OversizedTensorException,
                NonFiniteTensorException {
    private static final long serialVersionUID = 1L;

    private final String file;

    OnnxFileException(String file, String problem) {
        super("ONNX file " + file + " " + problem);
        this.file = file;
    }

    /** What the file was called by whoever asked for it. */
    public String file() {
        return file;
    }
}
