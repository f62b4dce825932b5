package io.vedette.agent.pipeline;

import io.vedette.core.bundle.Variant;
import io.vedette.runtime.engine.EngineException;
import io.vedette.runtime.engine.ExternalDataException;
import io.vedette.runtime.engine.MissingOutputException;
import io.vedette.runtime.engine.NonFiniteOutputException;
import io.vedette.runtime.engine.UnexpectedTensorException;
import io.vedette.runtime.engine.UnknownOperatorException;
import java.util.Locale;

/** A verified bundle was not put to work: which test refused it, and what was found. */
public final class ModelRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The tests a model passes before it sees a camera. */
    public enum Test {
        /** The bundle has the variant that is wanted. */
        VARIANT,
        /** All its weights lie within it. */
        EXTERNAL_DATA,
        /** The runtime has its operators, and none of them is custom or steers others. */
        OPERATORS,
        /** The runtime can open and run it. */
        ENGINE,
        /** Its tensors have the sizes that the manifest speaks of. */
        SHAPES,
        /** Its answers are finite numbers. */
        NON_FINITE,
        /** It answers the golden samples as the trained network does. */
        GOLDEN_SAMPLES,
        /** It is fast enough. */
        LATENCY,
        /** It takes no more memory than it may. */
        MEMORY;

        /** Its name in messages and documents: lower-case letters and dashes. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Test test;

    ModelRefusedException(Test test, String message) {
        super(message);
        this.test = test;
    }

    ModelRefusedException(Test test, String message, Throwable cause) {
        super(message, cause);
        this.test = test;
    }

    /** The refusal of a variant that could not be opened or run. */
    static ModelRefusedException of(Variant variant, Throwable failure) {
        return new ModelRefusedException(
                testOf(failure), "Variant " + variant.id() + " cannot be used: " + failure.getMessage(), failure);
    }

    private static Test testOf(Throwable failure) {
        if (failure instanceof ExternalDataException) {
            return Test.EXTERNAL_DATA;
        }
        if (failure instanceof UnknownOperatorException) {
            return Test.OPERATORS;
        }
        if (failure instanceof NonFiniteOutputException) {
            return Test.NON_FINITE;
        }
        if (failure instanceof OutOfMemoryError) {
            return Test.MEMORY;
        }
        boolean isOfEngine = failure instanceof EngineException
                && !(failure instanceof UnexpectedTensorException)
                && !(failure instanceof MissingOutputException);
        return isOfEngine ? Test.ENGINE : Test.SHAPES;
    }

    public Test test() {
        return test;
    }
}
