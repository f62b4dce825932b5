package io.vedette.trainer.experiment;

import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.Sha256;
import io.vedette.core.json.JsonFormatException;
import io.vedette.core.json.RecordJson;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.GraphFile;
import io.vedette.trainer.graph.GraphFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** A finished run on disk. */
public final class RunDirectory {
    private final Path path;

    private RunDirectory(Path path) {
        this.path = path;
    }

    /**
     * Opens a run.
     *
     * @throws RunException if the directory is not one of a finished run
     */
    public static RunDirectory open(Path path) {
        if (!Files.isRegularFile(path.resolve(RunLayout.NETWORK))) {
            throw new RunException(path, "is not a run: it has no " + RunLayout.NETWORK);
        }
        return new RunDirectory(path);
    }

    public Path path() {
        return path;
    }

    /** The directory's name. */
    public String name() {
        return String.valueOf(path.toAbsolutePath().normalize().getFileName());
    }

    /** The file that holds the network. */
    public Path networkFile() {
        return path.resolve(RunLayout.NETWORK);
    }

    /** The trained network with its weights. */
    public Graph network() {
        Path file = path.resolve(RunLayout.NETWORK);
        try {
            return GraphFile.read(file);
        } catch (IOException | GraphFileException e) {
            throw new RunException(path, RunLayout.NETWORK + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** SHA-256 of the network's file, weights included: what tells this run's outcome from every other's. */
    public String networkDigest() {
        try {
            return Sha256.ofFile(path.resolve(RunLayout.NETWORK));
        } catch (IOException e) {
            throw unreadable(RunLayout.NETWORK, e);
        }
    }

    /** The classes in the order of the logits. */
    public List<String> labels() {
        return read(RunLayout.LABELS, RunLabels.class).labels();
    }

    /** What must be done to a picture before the network sees it. */
    public PreprocessingSpec preprocessing() {
        return read(RunLayout.PREPROCESSING, PreprocessingSpec.class);
    }

    public RunProvenance provenance() {
        return read(RunLayout.PROVENANCE, RunProvenance.class);
    }

    /** The configuration as the record it was written from. */
    public <T extends Record> T configuration(Class<T> type) {
        return read(RunLayout.CONFIGURATION, type);
    }

    /** What each epoch achieved, as the records they were written from. */
    public <T extends Record> List<T> metrics(Class<T> type) {
        try (var lines = Files.lines(path.resolve(RunLayout.METRICS))) {
            return lines.map(line -> RecordJson.read(line.getBytes(StandardCharsets.UTF_8), type))
                    .toList();
        } catch (IOException | JsonFormatException e) {
            throw unreadable(RunLayout.METRICS, e);
        }
    }

    /** A file that was made from the run, as the record it was written from, if it is there. */
    public <T extends Record> Optional<T> find(String name, Class<T> type) {
        return has(name) ? Optional.of(read(name, type)) : Optional.empty();
    }

    /** Adds or replaces a file that is made from the run, such as a report; returns its path. */
    public Path write(String name, byte[] content) {
        Path file = path.resolve(name);
        try {
            Path partial = path.resolve("." + name + ".part");
            Files.write(partial, content);
            return Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new RunException(path, name + " cannot be written (" + e + ")", e);
        }
    }

    /** Whether there is a file of this name. */
    public boolean has(String name) {
        return Files.exists(path.resolve(name));
    }

    /** Removes a file that was made from the run, if it is there. */
    public void remove(String name) {
        try {
            Files.deleteIfExists(path.resolve(name));
        } catch (IOException e) {
            throw new RunException(path, name + " cannot be removed (" + e + ")", e);
        }
    }

    private <T extends Record> T read(String name, Class<T> type) {
        try {
            return RecordJson.read(Files.readAllBytes(path.resolve(name)), type);
        } catch (IOException | JsonFormatException e) {
            throw unreadable(name, e);
        }
    }

    private RunException unreadable(String name, Exception cause) {
        return new RunException(path, name + " cannot be read (" + cause.getMessage() + ")", cause);
    }
}
