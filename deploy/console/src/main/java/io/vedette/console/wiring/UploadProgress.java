package io.vedette.console.wiring;

import io.vedette.core.terminal.ErrorOutput;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar of how much of a file has gone, where a person watches the error output. */
final class UploadProgress implements AutoCloseable {
    private static final long BYTES_PER_KB = 1_000;

    private final @Nullable ProgressBar bar;

    private UploadProgress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    static UploadProgress of(String task, long totalBytes) {
        if (!ErrorOutput.own().isWatched()) {
            return new UploadProgress(null);
        }
        return new UploadProgress(new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(totalBytes)
                .setUnit(" KB", BYTES_PER_KB)
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                .showSpeed()
                .setUpdateIntervalMillis(100)
                .build());
    }

    void advance(long bytes) {
        if (bar != null) {
            bar.stepBy(bytes);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
