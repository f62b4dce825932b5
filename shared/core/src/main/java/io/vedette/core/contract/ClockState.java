package io.vedette.core.contract;

/** Whether a device's clock is to be believed. */
public enum ClockState {
    /** The operating system says that it follows a time server. */
    SYNCHRONIZED,
    /** The operating system says that it does not. */
    UNSYNCHRONIZED,
    /** The operating system does not say. */
    UNKNOWN
}
