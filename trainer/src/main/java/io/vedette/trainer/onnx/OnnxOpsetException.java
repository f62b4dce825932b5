package io.vedette.trainer.onnx;

/** A file of an operator set that is not read. */
public final class OnnxOpsetException extends OnnxFileException {
    private static final long serialVersionUID = 1L;

    private final long found;
    private final int lowest;
    private final int highest;

    OnnxOpsetException(String file, long found, int lowest, int highest) {
        super(file, "has operator set " + found + " but sets " + lowest + " to " + highest + " are read");
        this.found = found;
        this.lowest = lowest;
        this.highest = highest;
    }

    public long found() {
        return found;
    }

    public int lowest() {
        return lowest;
    }

    public int highest() {
        return highest;
    }
}
