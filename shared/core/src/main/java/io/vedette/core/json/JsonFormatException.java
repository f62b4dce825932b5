package io.vedette.core.json;

import org.jspecify.annotations.Nullable;

/** A JSON text does not hold what was expected of it. */
public final class JsonFormatException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public JsonFormatException(String message) {
        super(message);
    }

    JsonFormatException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
