package io.vedette.console.fleet;

/** How things stand with a device. */
public enum Condition {
    ONLINE,
    /** It is taking over another release. */
    UPDATING,
    /** It should be there, but nothing has been heard for several of its reporting intervals. */
    SILENT,
    OFFLINE
}
