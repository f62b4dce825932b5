package io.vedette.trainer.drift;

import io.vedette.trainer.data.BadDataException;

/** Fewer samples than a drift reference needs. */
public final class TooFewSamplesException extends BadDataException {
    private static final long serialVersionUID = 1L;

    private final String kind;
    private final int found;
    private final int needed;

    TooFewSamplesException(String kind, int found, int needed) {
        super(
                "A drift reference needs at least " + needed + " " + kind + " but found " + found
                        + "; name a longer labelled video with --drift-from, or hold more out with --validation-items or, of pictures, --validation-share of vedette train");
        this.kind = kind;
        this.found = found;
        this.needed = needed;
    }

    /** What there are too few of. */
    public String kind() {
        return kind;
    }

    public int found() {
        return found;
    }

    public int needed() {
        return needed;
    }
}
