package io.vedette.runtime.engine;

/** An input or output of the model has another shape or type than the product can use. */
public final class UnexpectedTensorException extends EngineException {
    private static final long serialVersionUID = 1L;

    private final String tensor;
    private final String expected;
    private final String found;

    UnexpectedTensorException(String model, String tensor, String expected, String found) {
        super(model, "expected " + tensor + " to be " + expected + " but found " + found);
        this.tensor = tensor;
        this.expected = expected;
        this.found = found;
    }

    /** The tensor's name, or {@code "inputs"} where their number is wrong. */
    public String tensor() {
        return tensor;
    }

    /** What would be right. */
    public String expected() {
        return expected;
    }

    /** What the model has. */
    public String found() {
        return found;
    }
}
