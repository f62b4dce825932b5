package io.vedette.runtime.media;

import org.jspecify.annotations.Nullable;

/** A source cannot be opened, or holds no picture that can be decoded. */
public final class UnreadableSourceException extends MediaException {
    private static final long serialVersionUID = 1L;

    UnreadableSourceException(String address, String reason) {
        this(address, reason, null);
    }

    UnreadableSourceException(String address, String reason, @Nullable Throwable cause) {
        super(address, "cannot be read", reason, cause);
    }
}
