package io.vedette.trainer.cli;

import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.Split;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette data inspect}: counts a dataset's examples. */
@Command(
        name = "inspect",
        description = "Reads data as training would and counts its examples.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class DataInspectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions options = new DataOptions();

    @Option(names = "--seed", defaultValue = "1", description = "Of the splits (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws IOException {
        Console console = new Console(spec);
        Dataset dataset = console.datasetReader().read(options.toSource(seed));
        console.summarizeBadPictures();
        String row = "%-24s %10s %10s %10s";
        console.print(String.format(Locale.ROOT, row, "class", "train", "validation", "test"));
        for (int i = 0; i < dataset.labels().size(); i++) {
            console.print(String.format(
                    Locale.ROOT,
                    row,
                    dataset.labels().get(i),
                    count(dataset, Split.TRAIN, i),
                    count(dataset, Split.VALIDATION, i),
                    count(dataset, Split.TEST, i)));
        }
        console.print(dataset.name() + ", " + dataset.preprocessing().width() + " × "
                + dataset.preprocessing().height() + " "
                + dataset.preprocessing().colourOrder() + ", digest "
                + dataset.digest());
        return 0;
    }

    private static long count(Dataset dataset, Split split, int classIndex) {
        return Arrays.stream(dataset.classesOf(dataset.indices(split)))
                .filter(found -> found == classIndex)
                .count();
    }
}
