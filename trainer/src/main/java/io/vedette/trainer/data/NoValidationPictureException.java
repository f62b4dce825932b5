package io.vedette.trainer.data;

/** Data of which no picture is held out for validation, so that nothing tells which epoch is best. */
public final class NoValidationPictureException extends BadDataException {
    private static final long serialVersionUID = 1L;

    private final int most;

    /**
     * Makes the exception.
     *
     * @param most how many pictures the largest class has
     */
    public NoValidationPictureException(String data, int most) {
        super("Data " + data + " has no validation picture to tell which epoch is best: the largest class has " + most
                + (most == 1 ? " picture" : " pictures")
                + ", and each needs 3 or more, to train on, to validate on and to test on, with a --validation-share above 0; "
                + "or add a val/ folder");
        this.most = most;
    }

    public int most() {
        return most;
    }
}
