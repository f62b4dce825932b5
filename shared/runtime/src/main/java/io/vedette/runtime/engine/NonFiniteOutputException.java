package io.vedette.runtime.engine;

/** An inference gave a value which is not a finite number. */
public final class NonFiniteOutputException extends EngineException {
    private static final long serialVersionUID = 1L;

    private final String output;
    private final int index;
    private final float value;

    NonFiniteOutputException(String model, String output, int index, float value) {
        super(model, "expected finite numbers in \"" + output + "\" but found " + value + " at index " + index);
        this.output = output;
        this.index = index;
        this.value = value;
    }

    /** The output's name. */
    public String output() {
        return output;
    }

    /** Where in the output. */
    public int index() {
        return index;
    }

    /** The value: NaN or an infinity. */
    public float value() {
        return value;
    }
}
