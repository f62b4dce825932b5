package io.vedette.runtime.engine;

import org.jspecify.annotations.Nullable;

/** The model has an operator that its runtime lacks, or one that no image classifier needs and that is not run for safety's sake. */
public final class UnknownOperatorException extends EngineException {
    private static final long serialVersionUID = 1L;

    private final String operator;

    UnknownOperatorException(String model, String operator, String why, @Nullable Throwable cause) {
        super(model, "operator " + operator + " " + why, cause);
        this.operator = operator;
    }

    /** The operator as the file names it, or what the runtime says of it. */
    public String operator() {
        return operator;
    }
}
