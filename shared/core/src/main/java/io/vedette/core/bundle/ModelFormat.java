package io.vedette.core.bundle;

/** The file formats of a model, and so the runtime that runs it. */
public enum ModelFormat {
    ONNX,
    TFLITE
}
