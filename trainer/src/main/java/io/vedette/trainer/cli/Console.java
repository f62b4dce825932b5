package io.vedette.trainer.cli;

import io.vedette.core.terminal.ErrorOutput;
import io.vedette.trainer.data.BadPicture;
import io.vedette.trainer.data.DatasetReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Model.CommandSpec;

/** What a command says, and where: results on the output, progress and warnings beside it. */
final class Console {
    private static final int MAX_BAD_PICTURES_NAMED = 20;

    private final PrintWriter out;
    private final PrintWriter err;
    private int badPictures;

    Console(CommandSpec spec) {
        this.out = spec.commandLine().getOut();
        this.err = spec.commandLine().getErr();
    }

    void print(String line) {
        out.println(line);
        out.flush();
    }

    void warn(String line) {
        err.println(line);
        err.flush();
    }

    PrintWriter out() {
        return out;
    }

    /** Progress in the given unit, named in the plural. */
    ConsoleProgress progress(String unit) {
        return new ConsoleProgress(err, ErrorOutput.own().isWatched(), Clock.systemUTC(), unit);
    }

    /** A reader of datasets that shows its progress and names the pictures it skips. */
    DatasetReader datasetReader() {
        return new DatasetReader(cacheFolder(), this::nameBadPicture, progress("pictures"));
    }

    void nameBadPicture(BadPicture picture) {
        badPictures++;
        if (badPictures <= MAX_BAD_PICTURES_NAMED) {
            warn("Skipped " + picture.file() + ": " + picture.reason());
        }
    }

    /** Says how many pictures were skipped, if any. */
    void summarizeBadPictures() {
        if (badPictures > 0) {
            warn(badPictures + (badPictures == 1 ? " picture was" : " pictures were") + " skipped");
        }
    }

    private static Path cacheFolder() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path root = configured == null || configured.isEmpty()
                ? Path.of(System.getProperty("user.home", "."), ".cache")
                : Path.of(configured);
        return root.resolve("vedette");
    }
}
