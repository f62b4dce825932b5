package io.vedette.runtime.engine;

import org.jspecify.annotations.Nullable;

/** The runtime refused to run a model which it had opened. */
public final class InferenceException extends EngineException {
    private static final long serialVersionUID = 1L;

    InferenceException(String model, String reason, @Nullable Throwable cause) {
        super(model, "inference failed: " + reason, cause);
    }
}
