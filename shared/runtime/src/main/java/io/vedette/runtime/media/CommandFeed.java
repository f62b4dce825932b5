package io.vedette.runtime.media;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** The standard output of a shell command. The command is ended when it falls silent for too long and when the feed closes. */
final class CommandFeed extends CallbackFeed {
    private static final int MAX_COMPLAINT_LENGTH = 300;
    private static final long WATCH_PERIOD_MS = 100;
    private static final long GRACE_MS = 500;

    /** What is read to learn about the stream before its first frame comes out. */
    private static final String ANALYSIS_US = "1000000";

    private final MediaAddress.Command command;
    private final Watch watch;
    private byte[] chunk = new byte[0];
    private volatile @Nullable Process process;
    private @Nullable Thread errorCollector;
    private volatile String lastErrorLine = "";

    CommandFeed(MediaAddress.Command command, Watch watch) {
        super(false);
        this.command = command;
        this.watch = watch;
    }

    @Override
    public void attach(AVFormatContext context, AVDictionary options) {
        Process started;
        try {
            started = new ProcessBuilder("/bin/sh", "-c", command.line()).start();
            started.getOutputStream().close();
        } catch (IOException e) {
            throw new UnreadableSourceException(command.toString(), "the command cannot be started: " + e, e);
        }
        process = started;
        errorCollector = startThread("media-command-errors", () -> collectErrors(started));
        startThread("media-command-watch", () -> watch(started));
        attach(context);
        avutil.av_dict_set(options, "analyzeduration", ANALYSIS_US, 0);
        avutil.av_dict_set(options, "protocol_whitelist", "none", 0);
    }

    private static Thread startThread(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void collectErrors(Process started) {
        try (BufferedReader errors = started.errorReader(StandardCharsets.UTF_8)) {
            for (String line = errors.readLine(); line != null; line = errors.readLine()) {
                if (!line.isBlank()) {
                    lastErrorLine = line.substring(0, Math.min(line.length(), MAX_COMPLAINT_LENGTH));
                }
            }
        } catch (IOException e) {
            lastErrorLine = "its errors cannot be read: " + e;
        }
    }

    /** A read from a pipe cannot be interrupted: ending its writer ends it. */
    private void watch(Process started) {
        try {
            while (!started.waitFor(WATCH_PERIOD_MS, TimeUnit.MILLISECONDS)) {
                if (watch.isOver()) {
                    end(started);
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(Process started) {
        // The shell's children first: they hold the other end of the pipe.
        started.descendants().forEach(ProcessHandle::destroy);
        started.destroy();
        try {
            if (!started.waitFor(GRACE_MS, TimeUnit.MILLISECONDS)) {
                started.descendants().forEach(ProcessHandle::destroyForcibly);
                started.destroyForcibly();
            }
        } catch (InterruptedException e) {
            started.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    int read(BytePointer buffer, int capacity) {
        Process started = process;
        if (started == null || watch.isOver()) {
            return Ffmpeg.EXIT;
        }
        if (chunk.length < capacity) {
            chunk = new byte[capacity];
        }
        try {
            InputStream output = started.getInputStream();
            int count = output.read(chunk, 0, capacity);
            if (count <= 0) {
                return watch.isOver() ? Ffmpeg.EXIT : Ffmpeg.END_OF_FILE;
            }
            buffer.put(chunk, 0, count);
            return count;
        } catch (IOException e) {
            return watch.isOver() ? Ffmpeg.EXIT : Ffmpeg.EIO;
        }
    }

    @Override
    long seek(long offset, int whence) {
        return Ffmpeg.EINVAL;
    }

    @Override
    public String complaint() {
        Process started = process;
        if (started == null || watch.isOver()) {
            return "";
        }
        try {
            if (!started.waitFor(GRACE_MS, TimeUnit.MILLISECONDS)) {
                return "the command closed its output";
            }
            if (errorCollector != null) {
                errorCollector.join(GRACE_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
        String said = lastErrorLine.isEmpty() ? "" : ": " + lastErrorLine;
        return "the command ended with status " + started.exitValue() + said;
    }

    @Override
    public void abort() {
        Process started = process;
        if (started != null) {
            end(started);
        }
    }

    @Override
    public void close() {
        abort();
        super.close();
    }
}
