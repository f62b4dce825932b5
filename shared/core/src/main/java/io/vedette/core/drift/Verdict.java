package io.vedette.core.drift;

/** Whether a window is as its reference; a later one is worse. */
public enum Verdict {
    /** Too few samples to say. */
    INSUFFICIENT,
    OK,
    WARNING,
    ALARM;

    /** The worse of two. */
    public Verdict or(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
