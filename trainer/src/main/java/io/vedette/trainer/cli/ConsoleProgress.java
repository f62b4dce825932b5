package io.vedette.trainer.cli;

import io.vedette.trainer.data.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar with speed and time left where a person watches, else now and then a line that says the same. */
final class ConsoleProgress implements Progress {
    private static final long LINE_INTERVAL_MS = 10_000;

    private final PrintWriter out;
    private final boolean isWatched;
    private final InstantSource clock;
    private final String unit;
    private @Nullable ProgressBar bar;
    private String task = "";
    private String note = "";
    private long total;
    private long done;
    private long startedMs;
    private long lastLineMs;

    /**
     * @param out where lines go
     * @param isWatched whether to draw a bar on the error output in place of lines
     * @param unit what is counted, in the plural
     */
    ConsoleProgress(PrintWriter out, boolean isWatched, InstantSource clock, String unit) {
        this.out = out;
        this.isWatched = isWatched;
        this.clock = clock;
        this.unit = unit;
    }

    @Override
    public void begin(String newTask, long newTotal) {
        task = newTask;
        total = newTotal;
        done = 0;
        note = "";
        startedMs = clock.millis();
        lastLineMs = startedMs;
        if (isWatched) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .setUnit(" " + unit, 1)
                    .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                    .showSpeed()
                    .setUpdateIntervalMillis(250)
                    .build();
        }
    }

    @Override
    public void advance(long steps) {
        done += steps;
        if (bar != null) {
            bar.stepBy(steps);
            return;
        }
        long now = clock.millis();
        if (now - lastLineMs >= LINE_INTERVAL_MS) {
            lastLineMs = now;
            out.println(line(now));
            out.flush();
        }
    }

    /** Sets what is said beside the numbers. */
    void note(String newNote) {
        note = newNote;
        if (bar != null) {
            bar.setExtraMessage(" " + note);
        }
    }

    @Override
    public void end() {
        if (bar != null) {
            bar.close();
            bar = null;
            return;
        }
        // A task over before the first line was due needs none.
        if (lastLineMs != startedMs) {
            out.println(line(clock.millis()));
            out.flush();
        }
    }

    private String line(long now) {
        double seconds = Math.max((now - startedMs) / 1000.0, 1e-3);
        double rate = done / seconds;
        String left = done == 0 ? "" : ", " + minutes((total - done) / rate) + " left";
        return String.format(Locale.ROOT, "%s: %,d of %,d %s, %,.0f/s%s", task, done, total, unit, rate, left)
                + (note.isEmpty() ? "" : " (" + note + ")");
    }

    static String minutes(double seconds) {
        Duration duration = Duration.ofSeconds(Math.round(seconds));
        return "%d:%02d min".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
}
