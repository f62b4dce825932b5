package io.vedette.trainer.training;

import io.vedette.trainer.data.BadDataException;

/** Fewer training examples than one batch needs. */
public final class TooFewExamplesException extends BadDataException {
    private static final long serialVersionUID = 1L;

    private final int examples;
    private final int needed;

    public TooFewExamplesException(int examples, int needed) {
        super("Training needs at least one batch of " + needed + " examples but found " + examples
                + "; choose a smaller --batch-size");
        this.examples = examples;
        this.needed = needed;
    }

    public int examples() {
        return examples;
    }

    public int needed() {
        return needed;
    }
}
