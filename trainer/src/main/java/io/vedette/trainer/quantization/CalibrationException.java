package io.vedette.trainer.quantization;

/** Calibration that gives no usable range: no pictures, a picture of the wrong size, or a number that is not finite. */
public final class CalibrationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String graph;
    private final int picture;

    CalibrationException(String graph, int picture, String problem) {
        super("Calibration of graph " + graph + ", picture " + picture + ": " + problem);
        this.graph = graph;
        this.picture = picture;
    }

    public String graph() {
        return graph;
    }

    /** The picture's number, from 0. */
    public int picture() {
        return picture;
    }
}
