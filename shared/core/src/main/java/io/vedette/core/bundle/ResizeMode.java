package io.vedette.core.bundle;

/** How a picture of one shape becomes a picture of another. */
public enum ResizeMode {
    /** Both sides scaled on their own; the aspect ratio is lost. */
    STRETCH,
    /** The largest centred part of the wanted aspect ratio, scaled. */
    CENTRE_CROP,
    /** Scaled by the smaller ratio, the rest filled with one grey. */
    LETTERBOX
}
