package io.vedette.runtime.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The model lacks an output that the product needs. */
public final class MissingOutputException extends EngineException {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final ArrayList<String> found;

    MissingOutputException(String model, String expected, Collection<String> found) {
        super(model, "expected an output named \"" + expected + "\" but found " + found);
        this.expected = expected;
        this.found = new ArrayList<>(found);
    }

    /** The name that is missing. */
    public String expected() {
        return expected;
    }

    /** The names that are there. */
    public List<String> found() {
        return List.copyOf(found);
    }
}
