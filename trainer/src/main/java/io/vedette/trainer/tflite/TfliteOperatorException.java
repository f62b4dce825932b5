package io.vedette.trainer.tflite;

/** An operator of a TFLite file that no graph has, or that is used in a way no graph knows. */
public final class TfliteOperatorException extends TfliteFileException {
    private static final long serialVersionUID = 1L;

    private final int index;
    private final String kind;
    private final String node;

    TfliteOperatorException(int index, String kind, String node, String reason) {
        super("has operator " + index + ", " + kind + " " + node + ", that cannot be imported: " + reason);
        this.index = index;
        this.kind = kind;
        this.node = node;
    }

    /** Its position in the file, from 0. */
    public int index() {
        return index;
    }

    /** The file format's name for what it computes. */
    public String kind() {
        return kind;
    }

    /** The name of the tensor it makes. */
    public String node() {
        return node;
    }
}
