package io.vedette.console.deployment;

/** A device cannot be told to run a release. */
public final class RefusedDeploymentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Refusal refusal;

    RefusedDeploymentException(Refusal refusal, String message) {
        super(message);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
