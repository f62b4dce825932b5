package io.vedette.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.trainer.data.SyntheticPictures;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Gives commands to the trainer as a person would, and keeps what the last one said. */
final class Shell {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Runs a command; what it returns as its status. */
    int run(Object... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.of(arguments).map(String::valueOf).toArray(String[]::new));
    }

    /** Trains on bars, in batches of 16. */
    int train(Path bars, Path run, int epochs, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("train", "--data", bars, "--out", run));
        arguments.addAll(List.of("--input-size", SyntheticPictures.SIDE, "--batch-size", 16, "--epochs", epochs));
        arguments.addAll(List.of(more));
        return run(arguments.toArray());
    }

    /** Exports a run as release {@code release} of the bars, signed with the key that {@code keys generate} left in a folder. */
    int export(Path run, int release, Path keys, Path bundle, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("export", run, "--name", "bars", "--release", release));
        arguments.addAll(List.of("--key", keys.resolve("vedette.key"), "--out", bundle));
        arguments.addAll(List.of(more));
        return run(arguments.toArray());
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    /** The only line of the error output. */
    String oneLine() {
        assertThat(err().lines()).hasSize(1);
        return err();
    }

    /** The last line of the error output. */
    String lastLine() {
        return err().lines().reduce("", (before, line) -> line);
    }
}
