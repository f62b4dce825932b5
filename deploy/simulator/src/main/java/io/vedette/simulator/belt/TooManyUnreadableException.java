package io.vedette.simulator.belt;

import java.nio.file.Path;

/** So many pictures cannot be read that the folder, and not the odd picture, must be wrong. */
final class TooManyUnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int unreadable;

    TooManyUnreadableException(int unreadable, int allowed, Path last, String reason) {
        super("expected at most " + allowed + " unreadable pictures but found " + unreadable + ", the last " + last
                + ": " + reason);
        this.unreadable = unreadable;
    }

    int unreadable() {
        return unreadable;
    }
}
