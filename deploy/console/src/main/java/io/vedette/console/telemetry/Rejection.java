package io.vedette.console.telemetry;

import io.vedette.core.contract.MessageException;

/** Why a message was not taken. */
public enum Rejection {
    OVERSIZED,
    MALFORMED,
    UNKNOWN_SCHEMA,
    UNKNOWN_TOPIC,
    WRONG_DEVICE,
    /** A record of an outbox without its place there. */
    UNPLACED,
    /** From a new device when there are already as many as may be. */
    TOO_MANY_DEVICES,
    /** From an outbox with too many gaps; it is taken when it comes again after others have closed. */
    TOO_MANY_GAPS;

    static Rejection of(MessageException.Fault fault) {
        return switch (fault) {
            case OVERSIZED -> OVERSIZED;
            case MALFORMED -> MALFORMED;
            case UNKNOWN_SCHEMA -> UNKNOWN_SCHEMA;
            case UNKNOWN_TOPIC -> UNKNOWN_TOPIC;
            case WRONG_DEVICE -> WRONG_DEVICE;
        };
    }
}
