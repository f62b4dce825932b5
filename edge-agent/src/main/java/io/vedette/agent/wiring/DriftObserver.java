package io.vedette.agent.wiring;

import io.vedette.agent.camera.SourceClock;
import io.vedette.agent.drift.DriftMonitor;
import io.vedette.agent.pipeline.Classifier;
import io.vedette.agent.pipeline.DecisionStep;
import io.vedette.agent.pipeline.StageObserver;
import io.vedette.core.contract.Prediction;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongSupplier;

/** Shows a drift monitor what one stage of a camera's pipeline classifies and decides. */
final class DriftObserver implements StageObserver {
    private final DriftMonitor monitor;
    private final List<String> labels;
    private final LongSupplier nanoTime;
    private final Runnable onBegin;
    private final SourceClock clock = new SourceClock();
    private boolean hasBegun;

    /** @param onBegin is told when the stage is at work */
    DriftObserver(DriftMonitor monitor, List<String> labels, LongSupplier nanoTime, Runnable onBegin) {
        this.monitor = monitor;
        this.labels = List.copyOf(labels);
        this.nanoTime = nanoTime;
        this.onBegin = onBegin;
    }

    @Override
    public void classified(long frame, long presentationUs, ByteBuffer pixels, Classifier classifier) {
        if (!hasBegun) {
            hasBegun = true;
            onBegin.run();
        }
        monitor.classified(
                frame,
                clock.at(presentationUs, nanoTime.getAsLong()),
                pixels,
                classifier.probabilities(),
                classifier.embedding());
    }

    @Override
    public void decided(DecisionStep step) {
        if (step.phase() == Prediction.Phase.END) {
            monitor.itemEnded(labels.indexOf(step.label()), step.firstFrame(), step.lastFrame());
        }
    }

    @Override
    public void ended() {
        monitor.ended();
    }
}
