package io.vedette.trainer.experiment;

import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.json.RecordJson;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.GraphFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes a run directory while the run goes on; it gets its name only when it is complete, so that a directory of that name is a whole run.
 * Closed before it is finished, it leaves nothing behind.
 */
public final class RunRecorder implements AutoCloseable {
    private final Path target;
    private final Path partial;
    private boolean isFinished;

    private RunRecorder(Path target, Path partial) {
        this.target = target;
        this.partial = partial;
    }

    /**
     * Begins a run that is to be in the directory {@code target}.
     *
     * @throws RunException if that exists already or nothing can be written beside it
     */
    public static RunRecorder begin(
            Path target, Record configuration, List<String> labels, PreprocessingSpec preprocessing) {
        Path absolute = target.toAbsolutePath();
        requireFree(absolute);
        try {
            Path parent = absolute.getParent();
            if (parent == null) {
                throw new RunException(absolute, "is the root of a file system; name a new directory");
            }
            Files.createDirectories(parent);
            Path partial = Files.createDirectory(parent.resolve("." + absolute.getFileName() + ".partial-"
                    + ProcessHandle.current().pid()));
            RunRecorder recorder = new RunRecorder(absolute, partial);
            recorder.write(RunLayout.CONFIGURATION, configuration);
            recorder.write(RunLayout.LABELS, new RunLabels(labels));
            recorder.write(RunLayout.PREPROCESSING, preprocessing);
            return recorder;
        } catch (IOException e) {
            throw new RunException(absolute, "cannot be written (" + e + ")", e);
        }
    }

    /** Fails if a run directory of that name exists: runs are never overwritten. */
    public static void requireFree(Path target) {
        if (Files.exists(target)) {
            throw new RunException(target, "exists already; name another directory or remove it");
        }
    }

    /** Adds what an epoch achieved. */
    public void epoch(Record metrics) {
        try {
            byte[] json = RecordJson.write(metrics);
            byte[] line = Arrays.copyOf(json, json.length + 1);
            line[json.length] = '\n';
            Files.write(partial.resolve(RunLayout.METRICS), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new RunException(target, "metrics cannot be written (" + e + ")", e);
        }
    }

    /** Adds the trained network and what produced it, and gives the directory its name, which is returned. */
    public Path finish(Graph network, RunProvenance provenance) {
        requireFree(target);
        try {
            GraphFile.write(network, partial.resolve(RunLayout.NETWORK));
            write(RunLayout.PROVENANCE, provenance);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new RunException(target, "cannot be completed (" + e + ")", e);
        }
        isFinished = true;
        return target;
    }

    @Override
    public void close() {
        if (isFinished) {
            return;
        }
        try (Stream<Path> files = Files.walk(partial)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new RunException(partial, "cannot be removed (" + e + ")", e);
        }
    }

    private void write(String name, Record content) throws IOException {
        Files.write(partial.resolve(name), RecordJson.writeIndented(content));
    }
}
