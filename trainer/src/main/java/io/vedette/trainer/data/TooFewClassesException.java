package io.vedette.trainer.data;

import java.util.List;

/** Data with fewer classes than there must be to tell one from another. */
public final class TooFewClassesException extends BadDataException {
    private static final long serialVersionUID = 1L;

    /** Makes the exception of data with these classes. */
    public TooFewClassesException(String data, List<String> labels) {
        super("Data " + data + " has one class, " + String.join(", ", labels)
                + "; two or more are needed, each a folder of pictures");
    }
}
