package io.vedette.console.artifact;

import io.vedette.core.contract.Release;

/** A release was offered whose number is not above those of its line. */
public final class ReleaseNumberException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Release offered;
    private final int highest;

    ReleaseNumberException(Release offered, int highest) {
        super("Release " + offered.number() + " of '" + offered.name() + "' was offered, but " + highest
                + " was published and numbers only grow: expected is " + (highest + 1L)
                + " or higher. To return to older weights, export them under a new number");
        this.offered = offered;
        this.highest = highest;
    }

    public Release offered() {
        return offered;
    }

    /** The highest number ever published of its line. */
    public int highest() {
        return highest;
    }
}
