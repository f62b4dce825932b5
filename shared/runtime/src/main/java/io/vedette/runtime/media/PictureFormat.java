package io.vedette.runtime.media;

/** The file formats of pictures that can be written. */
public enum PictureFormat {
    /** Lossless. */
    PNG,
    /** Small. */
    JPEG
}
