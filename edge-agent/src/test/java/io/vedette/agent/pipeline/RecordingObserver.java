package io.vedette.agent.pipeline;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a stage did; to be read when the pipeline is idle or closed. */
final class RecordingObserver implements StageObserver {
    final List<Result> results;
    final List<DecisionStep> steps = new ArrayList<>();
    private int ends;

    /** A frame's result: by which release, and the mean brightness that its model saw. */
    record Result(long frame, int release, int pixelBytes, float mean) {}

    RecordingObserver() {
        this(new ArrayList<>());
    }

    /** One that shares its list of results with others. */
    RecordingObserver(List<Result> results) {
        this.results = results;
    }

    @Override
    public synchronized void classified(long frame, long presentationUs, ByteBuffer pixels, Classifier classifier) {
        results.add(new Result(
                frame,
                classifier.release().number(),
                pixels.remaining(),
                classifier.embedding()[0]));
    }

    @Override
    public synchronized void decided(DecisionStep step) {
        steps.add(step);
    }

    @Override
    public synchronized void ended() {
        ends++;
    }

    synchronized int ends() {
        return ends;
    }
}
