package io.vedette.trainer.importing;

/** A format of files that hold a network. */
public enum NetworkFormat {
    ONNX("ONNX"),
    TFLITE("TensorFlow Lite"),
    /** What a run keeps its network in. */
    GRAPH("Vedette graph");

    private final String title;

    NetworkFormat(String title) {
        this.title = title;
    }

    /** Its name for people. */
    public String title() {
        return title;
    }
}
