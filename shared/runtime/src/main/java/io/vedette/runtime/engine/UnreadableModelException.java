package io.vedette.runtime.engine;

import java.io.IOException;

/** The model's file cannot be read. */
public final class UnreadableModelException extends EngineException {
    private static final long serialVersionUID = 1L;

    UnreadableModelException(String model, IOException cause) {
        super(model, "the model's file cannot be read: " + cause, cause);
    }
}
