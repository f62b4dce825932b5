package io.vedette.console.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar of how much of a file has gone, where a person watches the error output. */
final class UploadProgress implements AutoCloseable {
    private static final Path ERROR_OUTPUT = Path.of("/proc/self/fd/2");
    private static final long BYTES_PER_KB = 1_000;

    private final @Nullable ProgressBar bar;

    private UploadProgress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    static UploadProgress of(String task, long totalBytes) {
        if (!isWatched()) {
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

    private static boolean isWatched() {
        try {
            Path target = Files.readSymbolicLink(ERROR_OUTPUT);
            return target.startsWith("/dev/pts") || target.toString().startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            // Without the file nobody can tell, and a bar in a log is a nuisance.
            return false;
        }
    }
}
