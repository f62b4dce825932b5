package io.vedette.trainer.data;

/** A run from before whole items of belt videos were held out from training. */
public final class UnknownShareException extends BadDataException {
    private static final long serialVersionUID = 1L;

    UnknownShareException() {
        super("The run says no share of items held out, as runs did before whole items were: nobody can tell "
                + "which of its belt videos' items it has not seen; train it again");
    }
}
