package io.vedette.trainer.tflite;

/** What goes into an integer file and comes out of it. */
public enum Edges {
    /** The integers that it computes with. */
    INT8,
    /** The same integers, 128 higher, as cameras and older programs have them. */
    UINT8,
    /** Real numbers, which the file itself turns into integers and back. */
    FLOAT
}
