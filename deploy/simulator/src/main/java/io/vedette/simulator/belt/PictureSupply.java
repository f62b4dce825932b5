package io.vedette.simulator.belt;

/** Where the next picture comes from. */
interface PictureSupply {
    /** The next picture. */
    LabelledPicture take();

    /** Takes the picture that came last out for good. */
    void discardLast();
}
