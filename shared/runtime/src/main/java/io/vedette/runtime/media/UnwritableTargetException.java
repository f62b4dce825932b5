package io.vedette.runtime.media;

import org.jspecify.annotations.Nullable;

/** A picture or a video cannot be encoded or written. */
public final class UnwritableTargetException extends MediaException {
    private static final long serialVersionUID = 1L;

    UnwritableTargetException(String address, String reason, @Nullable Throwable cause) {
        super(address, "cannot be written", reason, cause);
    }
}
