package io.vedette.core.bundle;

/** How a scaler computes a pixel between pixels. */
public enum Interpolation {
    BILINEAR,
    BICUBIC,
    /** The mean of all covered pixels: right for shrinking by much. */
    AREA
}
