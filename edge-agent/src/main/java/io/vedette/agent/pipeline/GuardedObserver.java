package io.vedette.agent.pipeline;

import io.vedette.agent.health.ErrorLog;
import java.nio.ByteBuffer;

/** An observer whose failures are reported and cost no frame. */
final class GuardedObserver implements StageObserver {
    private static final String KIND = "observer-failed";

    private final StageObserver observer;
    private final String camera;
    private final ErrorLog errors;

    GuardedObserver(StageObserver observer, String camera, ErrorLog errors) {
        this.observer = observer;
        this.camera = camera;
        this.errors = errors;
    }

    @Override
    public void classified(long frame, long presentationUs, ByteBuffer pixels, Classifier classifier) {
        try {
            observer.classified(frame, presentationUs, pixels, classifier);
        } catch (RuntimeException e) {
            errors.report(KIND, "Camera " + camera + ", frame " + frame + ": " + e);
        }
    }

    @Override
    public void decided(DecisionStep step) {
        try {
            observer.decided(step);
        } catch (RuntimeException e) {
            errors.report(KIND, "Camera " + camera + ", decision " + step.decision() + ": " + e);
        }
    }

    @Override
    public void ended() {
        try {
            observer.ended();
        } catch (RuntimeException e) {
            errors.report(KIND, "Camera " + camera + ", at the end: " + e);
        }
    }
}
