package io.vedette.runtime.engine;

import org.jspecify.annotations.Nullable;

/** The model's bytes are no valid model of their format. */
public final class CorruptModelException extends EngineException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    CorruptModelException(String model, String reason, @Nullable Throwable cause) {
        super(model, "the model is corrupt or not of the expected format: " + reason, cause);
        this.reason = reason;
    }

    /** What the runtime had against it. */
    public String reason() {
        return reason;
    }
}
