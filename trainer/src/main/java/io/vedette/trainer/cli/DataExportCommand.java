package io.vedette.trainer.cli;

import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.PictureExport;
import io.vedette.trainer.data.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vedette data export}: writes a split as one folder of PNG files a class. */
@Command(
        name = "export",
        description = "Writes examples as PNG files, one folder a class; a limit keeps the classes' proportions.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class DataExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions options = new DataOptions();

    @Option(
            names = "--split",
            defaultValue = "TEST",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Split split = Split.TEST;

    @Option(
            names = "--limit",
            defaultValue = "2147483647",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
            paramLabel = "N",
            description = "Most pictures written (default: all).")
    private int limit;

    @Option(names = "--seed", defaultValue = "1", description = "Of the choice (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "A folder that is new or empty.")
    private Path target = Path.of("");

    @Override
    public Integer call() throws IOException {
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit is not positive: " + limit);
        }
        requireEmpty();
        Console console = new Console(spec);
        Dataset dataset = console.datasetReader().read(options.toSource(seed));
        console.summarizeBadPictures();
        int written = new PictureExport(dataset, console.progress("pictures")).write(split, limit, seed, target);
        console.print(String.format(Locale.ROOT, "Wrote %,d pictures to %s", written, target));
        return 0;
    }

    private void requireEmpty() throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        try (var content = Files.newDirectoryStream(target)) {
            if (content.iterator().hasNext()) {
                throw new ParameterException(
                        spec.commandLine(), target + " is not empty; name a new folder with --out");
            }
        }
    }
}
