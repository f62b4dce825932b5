package io.vedette.trainer.cli;

import io.vedette.trainer.data.BeltSampling;
import io.vedette.trainer.data.DataSource;
import io.vedette.trainer.data.PixelNormalisation;
import io.vedette.trainer.data.SplitShares;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what data is read and how it is split. */
final class DataOptions {
    private static final double VALIDATION_SHARE = 0.05;
    private static final double TEST_SHARE = 0.1;
    private static final int INPUT_SIDE = 96;

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
            paramLabel = "PIXELS",
            description = "Side of the square that pictures of a folder are scaled to (default: " + INPUT_SIDE + ").")
    private @Nullable Integer inputSide;

    @Option(
            names = "--validation-share",
            paramLabel = "SHARE",
            description = "Share of the training pictures held out for validation (default: " + VALIDATION_SHARE + ").")
    private @Nullable Double validationShare;

    @Option(
            names = "--test-share",
            paramLabel = "SHARE",
            description =
                    "Share held out for the test where the data has no test pictures (default: " + TEST_SHARE + ").")
    private @Nullable Double testShare;

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
            paramLabel = "SHARE",
            description =
                    "Share of a belt video's items, and of the gaps between them, held out for validation with all of their frames "
                            + "(default: " + BeltSampling.VALIDATION_SHARE + ").")
    private @Nullable Double validationItems;

    /** What the options say; a value out of its range is an {@link IllegalArgumentException}. */
    DataSource toSource(long seed) {
        return toSource(seed, inputSide == null ? INPUT_SIDE : inputSide, null);
    }

    /** The same for a network that takes pictures of one size; an option that says another is an {@link IllegalArgumentException}. */
    DataSource toSourceOfSide(int side, PixelNormalisation normalisation, String file, long seed) {
        if (inputSide != null && inputSide != side) {
            throw new IllegalArgumentException(
                    "--input-size is " + side + " by the network of " + file + " but found " + inputSide);
        }
        return toSource(seed, side, normalisation);
    }

    private DataSource toSource(long seed, int side, @Nullable PixelNormalisation normalisation) {
        return toSource(
                new SplitShares(orElse(validationShare, VALIDATION_SHARE), orElse(testShare, TEST_SHARE), seed),
                orElse(validationItems, BeltSampling.VALIDATION_SHARE),
                seed,
                side,
                normalisation);
    }

    /** The same, split by the seed and the shares of an earlier run; an option that says another share is an {@link IllegalArgumentException}. */
    DataSource toSourceSplitAs(DataSource earlier, String run) {
        SplitShares shares = earlier.shares();
        requireSame("--validation-share", validationShare, shares.validation(), run);
        requireSame("--test-share", testShare, shares.test(), run);
        Double itemShare = earlier.beltSampling().validationShare();
        if (itemShare != null) {
            requireSame("--validation-items", validationItems, itemShare, run);
        }
        return toSource(
                shares,
                itemShare != null ? itemShare : orElse(validationItems, BeltSampling.VALIDATION_SHARE),
                earlier.beltSampling().seed(),
                inputSide == null ? earlier.inputSide() : inputSide,
                earlier.normalisation());
    }

    private DataSource toSource(
            SplitShares shares, double itemShare, long beltSeed, int side, @Nullable PixelNormalisation normalisation) {
        return new DataSource(
                data,
                extras.stream().map(Path::toString).toList(),
                side,
                shares,
                allowedBadShare,
                new BeltSampling(framesPerItem, emptyPerItem, itemShare, beltSeed),
                normalisation);
    }

    private static double orElse(@Nullable Double given, double usual) {
        return given == null ? usual : given;
    }

    private static void requireSame(String option, @Nullable Double given, double earlier, String run) {
        if (given != null && given != earlier) {
            throw new IllegalArgumentException(
                    option + " is " + earlier + " in run " + run + ", whose split --from keeps, but found " + given);
        }
    }
}
