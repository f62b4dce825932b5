package io.vedette.trainer.cli;

import io.vedette.trainer.data.BeltSampling;
import io.vedette.trainer.data.DataSource;
import io.vedette.trainer.data.SplitShares;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say what data is read and how it is split. */
final class DataOptions {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR|fashion-mnist",
            description =
                    "A folder with one folder of pictures a class (or train/, val/, test/ with such folders inside), "
                            + "or the name of a known dataset.")
    private String data = "";

    @Option(
            names = "--extra",
            paramLabel = "VIDEO",
            description =
                    "A labelled belt video (belt.mp4 with belt.json beside it) to learn from too; may be repeated.")
    private List<Path> extras = List.of();

    @Option(
            names = "--input-size",
            defaultValue = "96",
            paramLabel = "PIXELS",
            description = "Side of the square that pictures of a folder are scaled to (default: ${DEFAULT-VALUE}).")
    private int inputSide;

    @Option(
            names = "--validation-share",
            defaultValue = "0.05",
            paramLabel = "SHARE",
            description = "Share of the training pictures held out for validation (default: ${DEFAULT-VALUE}).")
    private double validationShare;

    @Option(
            names = "--test-share",
            defaultValue = "0.1",
            paramLabel = "SHARE",
            description =
                    "Share held out for the test where the data has no test pictures (default: ${DEFAULT-VALUE}).")
    private double testShare;

    @Option(
            names = "--max-bad",
            defaultValue = "0.01",
            paramLabel = "SHARE",
            description = "Share of pictures that may be unreadable (default: ${DEFAULT-VALUE}).")
    private double allowedBadShare;

    @Option(
            names = "--frames-per-item",
            defaultValue = "8",
            paramLabel = "N",
            description = "Frames of a belt video learned from for each item (default: ${DEFAULT-VALUE}).")
    private int framesPerItem;

    @Option(
            names = "--empty-per-item",
            defaultValue = "3",
            paramLabel = "N",
            description = "Frames of the empty belt learned from for each item (default: ${DEFAULT-VALUE}).")
    private double emptyPerItem;

    @Option(
            names = "--validation-items",
            defaultValue = "" + BeltSampling.VALIDATION_SHARE,
            paramLabel = "SHARE",
            description =
                    "Share of a belt video's items, and of the gaps between them, held out for validation with all of their frames "
                            + "(default: ${DEFAULT-VALUE}).")
    private double validationItems;

    /** What the options say; a value out of its range is an {@link IllegalArgumentException}. */
    DataSource toSource(long seed) {
        return new DataSource(
                data,
                extras.stream().map(Path::toString).toList(),
                inputSide,
                new SplitShares(validationShare, testShare, seed),
                allowedBadShare,
                new BeltSampling(framesPerItem, emptyPerItem, validationItems, seed));
    }
}
