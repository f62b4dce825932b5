package io.vedette.runtime.image;

/** A buffer or a tensor does not have the size that the preprocessing specification leads to. */
public final class PixelSizeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final String expected;
    private final String found;

    PixelSizeException(String what, String expected, String found) {
        super("expected " + what + " of " + expected + " but found " + found);
        this.what = what;
        this.expected = expected;
        this.found = found;
    }

    /** Which buffer or tensor. */
    public String what() {
        return what;
    }

    /** The size that would be right. */
    public String expected() {
        return expected;
    }

    /** The size that was found. */
    public String found() {
        return found;
    }
}
