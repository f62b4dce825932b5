package io.vedette.trainer.cli;

import io.vedette.trainer.data.DataSource;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.PixelNormalisation;
import io.vedette.trainer.experiment.ParentFile;
import io.vedette.trainer.experiment.ParentRun;
import io.vedette.trainer.graph.Graph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A trained network from whose weights training goes on: of an earlier run, or of a file that any tool made. */
sealed interface Origin permits Checkpoint, ForeignNetwork {
    /**
     * What lies at a path.
     *
     * @param pixels what was asked for; null for what the network knows
     */
    static Origin open(Path path, @Nullable PixelNormalisation pixels) throws IOException {
        if (!Files.isRegularFile(path)) {
            return Checkpoint.open(path, pixels);
        }
        return ForeignNetwork.open(path, pixels);
    }

    /** The network with its weights, for so many classes. */
    Graph network(int classes, long seed);

    /** The family of networks that it is of. */
    String architecture();

    double widthMultiplier();

    /** What the options say, as far as the network leaves it open; an option that says otherwise is an {@link IllegalArgumentException}. */
    DataSource source(DataOptions options, long seed);

    /** Fails if the data does not go with the network. */
    void requireFit(Dataset dataset);

    /** What is frozen unless something else is asked for, as {@code --freeze} names it. */
    String usuallyFrozen();

    /** The run that it is of; null if of none. */
    @Nullable
    ParentRun parentRun();

    /** The file that it is of; null if of a run. */
    @Nullable
    ParentFile parentFile();
}
