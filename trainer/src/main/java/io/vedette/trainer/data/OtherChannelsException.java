package io.vedette.trainer.data;

/** A normalisation for another number of channels than the pictures have. */
public final class OtherChannelsException extends BadDataException {
    private static final long serialVersionUID = 1L;

    private final int expected;
    private final int found;

    OtherChannelsException(int expected, int found) {
        super("Expected pictures of " + expected
                + " channels, for which --pixels or the network they are for has means, but they have " + found);
        this.expected = expected;
        this.found = found;
    }

    public int expected() {
        return expected;
    }

    public int found() {
        return found;
    }
}
