package io.vedette.trainer.cli;

import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.Sha256;
import io.vedette.trainer.data.BadDataException;
import io.vedette.trainer.data.DataSource;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.PixelNormalisation;
import io.vedette.trainer.experiment.ParentFile;
import io.vedette.trainer.experiment.ParentRun;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.ReplaceClassifier;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.importing.ImportedNetwork;
import io.vedette.trainer.importing.NetworkFile;
import io.vedette.trainer.importing.NetworkFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A network that another tool trained, from a file; it gets a classifier for the data's classes. */
final class ForeignNetwork implements Origin {
    /** What most networks of TensorFlow and Keras take. */
    private static final PixelNormalisation AROUND_ZERO = PixelNormalisation.ofRange(-1, 1);
    /** What networks of grey pictures take, for which ImageNet has no mean. */
    private static final PixelNormalisation SHARES = PixelNormalisation.ofRange(0, 1);

    private final Graph graph;
    private final ParentFile parent;
    private final PixelNormalisation pixels;
    private final String pixelsReason;

    private ForeignNetwork(Graph graph, ParentFile parent, PixelNormalisation pixels, String pixelsReason) {
        this.graph = graph;
        this.parent = parent;
        this.pixels = pixels;
        this.pixelsReason = pixelsReason;
    }

    static ForeignNetwork open(Path file, @Nullable PixelNormalisation asked) throws IOException {
        ImportedNetwork network = NetworkFile.read(file);
        String name = String.valueOf(file.getFileName());
        if (network.format() == NetworkFormat.GRAPH) {
            throw new CommandFailedException("File " + file + " is of a run: name the run's folder", null);
        }
        Shape input = network.graph().input();
        if (input.height() != input.width() || input.width() > PreprocessingSpec.MAX_SIDE) {
            throw new CommandFailedException(
                    "The network of " + file + " takes pictures of " + input.width() + " × " + input.height()
                            + " pixels; only square ones of at most " + PreprocessingSpec.MAX_SIDE
                            + " can be trained further",
                    null);
        }
        ParentFile parent = new ParentFile(name, network.format().title(), Sha256.ofFile(file));
        if (asked != null) {
            requireChannels(asked, input, file);
            return new ForeignNetwork(network.graph(), parent, asked, "as asked for");
        }
        return network.pixels()
                .map(range -> new ForeignNetwork(
                        network.graph(),
                        parent,
                        PixelNormalisation.ofRange(range.lowest(), range.highest()),
                        "as the file says"))
                .orElseGet(() -> ofUsualPixels(network, parent));
    }

    private static ForeignNetwork ofUsualPixels(ImportedNetwork network, ParentFile parent) {
        PixelNormalisation pixels;
        String files = network.format().title() + " files";
        if (network.format() == NetworkFormat.TFLITE) {
            pixels = AROUND_ZERO;
        } else if (network.graph().input().channels() == 1) {
            pixels = SHARES;
            files += " of one channel";
        } else {
            pixels = PixelNormalisation.IMAGENET;
        }
        return new ForeignNetwork(
                network.graph(), parent, pixels, "as most " + files + " want it; --pixels tells otherwise");
    }

    private static void requireChannels(PixelNormalisation asked, Shape input, Path file) {
        int means = asked.mean().size();
        if (means != 1 && means != input.channels()) {
            throw new IllegalArgumentException("--pixels has means of " + means + " channels but the network of " + file
                    + " takes pictures of " + input.channels());
        }
    }

    /** What pixels become for the network, and who says so. */
    String describePixels() {
        return "Pixels of 0 to 255 become " + pixels + ", " + pixelsReason;
    }

    @Override
    public Graph network(int classes, long seed) {
        return new ReplaceClassifier(classes, seed).apply(graph);
    }

    @Override
    public String architecture() {
        return graph.name();
    }

    @Override
    public double widthMultiplier() {
        return 1;
    }

    @Override
    public DataSource source(DataOptions options, long seed) {
        return options.toSourceOfSide(graph.input().width(), pixels, parent.name(), seed);
    }

    @Override
    public void requireFit(Dataset dataset) {
        PreprocessingSpec prepared = dataset.preprocessing();
        Shape pictures = Shape.of(prepared.channels(), prepared.height(), prepared.width());
        if (!pictures.equals(graph.input())) {
            throw new OtherPicturesException(parent.name(), graph.input(), pictures);
        }
    }

    @Override
    public String usuallyFrozen() {
        return Freezing.ALL;
    }

    @Override
    public @Nullable ParentRun parentRun() {
        return null;
    }

    @Override
    public ParentFile parentFile() {
        return parent;
    }

    /** Data whose pictures the network does not take. */
    private static final class OtherPicturesException extends BadDataException {
        private static final long serialVersionUID = 1L;

        OtherPicturesException(String file, Shape expected, Shape found) {
            super(String.format(
                    Locale.ROOT,
                    "Expected pictures of channels, height, width %s, which the network of %s takes, but found %s",
                    expected,
                    file,
                    found));
        }
    }
}
