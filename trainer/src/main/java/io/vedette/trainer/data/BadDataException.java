package io.vedette.trainer.data;

/** Input that cannot be trained or evaluated on; the message tells the person who brought it what to mend. */
public abstract class BadDataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    protected BadDataException(String message) {
        super(message);
    }

    protected BadDataException(String message, Throwable cause) {
        super(message, cause);
    }
}
