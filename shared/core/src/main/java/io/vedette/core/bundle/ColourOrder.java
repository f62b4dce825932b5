package io.vedette.core.bundle;

/** The order of the colour channels in packed pixels. */
public enum ColourOrder {
    RGB(3),
    BGR(3),
    GREY(1);

    private final int channels;

    ColourOrder(int channels) {
        this.channels = channels;
    }

    /** Bytes a pixel. */
    public int channels() {
        return channels;
    }
}
