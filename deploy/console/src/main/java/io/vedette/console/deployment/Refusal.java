package io.vedette.console.deployment;

/** Why a device cannot be told to run a release. */
public enum Refusal {
    /** No release of that name and number is published. */
    UNKNOWN_RELEASE,
    /** The device runs another line of releases. */
    OTHER_LINE,
    /** The device has committed a higher number, or another release of that number, and would take it for a rollback attack. */
    RELEASE_TOO_LOW
}
