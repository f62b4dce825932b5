package io.vedette.runtime.engine;

/** The model takes its weights from another file, which nothing vouches for. */
public final class ExternalDataException extends EngineException {
    private static final long serialVersionUID = 1L;

    private final String location;

    ExternalDataException(String model, String location) {
        super(model, "expected all weights within the model but found some in another file: " + location);
        this.location = location;
    }

    /** Where the model says that they are. */
    public String location() {
        return location;
    }
}
