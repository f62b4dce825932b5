package io.vedette.runtime.engine;

import org.jspecify.annotations.Nullable;

/** A model cannot be opened or run. */
public abstract class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String model;

    EngineException(String model, String message) {
        super(model + ": " + message);
        this.model = model;
    }

    EngineException(String model, String message, @Nullable Throwable cause) {
        super(model + ": " + message, cause);
        this.model = model;
    }

    /** The file's path, or what the model was called by whoever opened it. */
    public String model() {
        return model;
    }
}
