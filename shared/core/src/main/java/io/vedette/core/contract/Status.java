package io.vedette.core.contract;

/** Whether a device is there; also its last will. */
public record Status(Header header, Availability availability) implements Message {
    /** Whether a device is there. */
    public enum Availability {
        ONLINE,
        OFFLINE,
        UPDATING
    }
}
