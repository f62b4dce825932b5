package io.vedette.trainer.cli;

import io.vedette.trainer.training.EpochMetrics;
import io.vedette.trainer.training.TrainingListener;
import java.io.PrintWriter;
import java.util.Locale;

/** Shows training: images per second, time left, and a line for each epoch. */
final class TrainingProgress implements TrainingListener {
    private final ConsoleProgress progress;
    private final PrintWriter out;
    private int epochs;
    private long imagesPerEpoch;

    TrainingProgress(ConsoleProgress progress, PrintWriter out) {
        this.progress = progress;
        this.out = out;
    }

    @Override
    public void begin(String device, int newEpochs, long newImagesPerEpoch) {
        epochs = newEpochs;
        imagesPerEpoch = newImagesPerEpoch;
        progress.begin("Training on " + device, epochs * imagesPerEpoch);
    }

    @Override
    public void batch(int epoch, int images, double loss) {
        progress.note(String.format(Locale.ROOT, "epoch %d of %d, loss %.3f", epoch, epochs, loss));
        progress.advance(images);
    }

    @Override
    public void epoch(EpochMetrics metrics, boolean best) {
        out.println(String.format(
                Locale.ROOT,
                "Epoch %d of %d: loss %.3f, accuracy %.2f %%; validation loss %.3f, accuracy %.2f %%; %,.0f images/s%s",
                metrics.epoch(),
                epochs,
                metrics.trainLoss(),
                100 * metrics.trainAccuracy(),
                metrics.validationLoss(),
                100 * metrics.validationAccuracy(),
                metrics.imagesPerSecond(),
                best ? " (best)" : ""));
        out.flush();
    }

    void end() {
        progress.end();
    }
}
