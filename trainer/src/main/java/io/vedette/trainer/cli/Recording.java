package io.vedette.trainer.cli;

import io.vedette.trainer.experiment.RunRecorder;
import io.vedette.trainer.training.EpochMetrics;
import io.vedette.trainer.training.TrainingListener;

/** Writes each epoch into the run and passes everything on. */
final class Recording implements TrainingListener {
    private final TrainingListener next;
    private final RunRecorder recorder;

    Recording(TrainingListener next, RunRecorder recorder) {
        this.next = next;
        this.recorder = recorder;
    }

    @Override
    public void begin(String device, int epochs, long imagesPerEpoch) {
        next.begin(device, epochs, imagesPerEpoch);
    }

    @Override
    public void batch(int epoch, int images, double loss) {
        next.batch(epoch, images, loss);
    }

    @Override
    public void epoch(EpochMetrics metrics, boolean best) {
        recorder.epoch(metrics);
        next.epoch(metrics, best);
    }
}
