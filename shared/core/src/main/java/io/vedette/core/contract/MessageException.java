package io.vedette.core.contract;

/** A message was refused: of which kind the fault is, and what was found. */
public final class MessageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The kinds of fault, to count by. */
    public enum Fault {
        /** More bytes than a message may have. */
        OVERSIZED,
        /** Not JSON, or not the fields and values of its kind. */
        MALFORMED,
        /** A major version that this program does not know. */
        UNKNOWN_SCHEMA,
        /** A topic that is not of the contract. */
        UNKNOWN_TOPIC,
        /** It speaks for another device than its topic. */
        WRONG_DEVICE
    }

    private final Fault fault;

    MessageException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    MessageException(Fault fault, String message, Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
