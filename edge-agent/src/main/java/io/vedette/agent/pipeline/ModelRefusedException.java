package io.vedette.agent.pipeline;

/** A verified bundle was not put to work: which test refused it, and what was found. */
public final class ModelRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The tests a model passes before it sees a camera. */
    public enum Test {
        /** The bundle has the variant that is wanted. */
        VARIANT,
        /** The runtime can open it, and its tensors fit the manifest. */
        ENGINE,
        /** It answers the golden samples as the trained network does. */
        GOLDEN_SAMPLES
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

    public Test test() {
        return test;
    }
}
