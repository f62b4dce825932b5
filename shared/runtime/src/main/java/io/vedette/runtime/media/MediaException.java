package io.vedette.runtime.media;

import org.jspecify.annotations.Nullable;

/** A source cannot be read, or a target not written. */
public abstract class MediaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String address;
    private final String reason;

    MediaException(String address, String what, String reason, @Nullable Throwable cause) {
        super(address + ": " + what + ": " + reason, cause);
        this.address = address;
        this.reason = reason;
    }

    /** The source or target as the caller named it. */
    public String address() {
        return address;
    }

    /** What was wrong, in words. */
    public String reason() {
        return reason;
    }
}
