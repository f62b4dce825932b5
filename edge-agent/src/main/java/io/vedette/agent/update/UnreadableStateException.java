package io.vedette.agent.update;

/** The update's state on disk cannot be understood. */
public final class UnreadableStateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean isNewer;

    UnreadableStateException(String message, boolean isNewer) {
        super(message);
        this.isNewer = isNewer;
    }

    UnreadableStateException(String message, Throwable cause) {
        super(message, cause);
        this.isNewer = false;
    }

    /** Whether it is whole, and written by a newer agent. */
    public boolean isNewer() {
        return isNewer;
    }
}
