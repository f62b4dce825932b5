package io.vedette.trainer.cli;

import io.vedette.trainer.data.DataSource;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.DatasetBuilder;
import io.vedette.trainer.data.DatasetReader;
import io.vedette.trainer.data.Split;
import io.vedette.trainer.experiment.RunDirectory;
import java.io.IOException;
import java.util.List;

/** The data that a run was trained on, read again. */
final class RunData {
    private final RunDirectory run;
    private final DatasetReader reader;

    RunData(RunDirectory run, DatasetReader reader) {
        this.run = run;
        this.reader = reader;
    }

    /** All of it, with the run's labels; fails if it is no longer what the run was trained on. */
    Dataset readAll() throws IOException {
        Dataset dataset = reader.read(source());
        requireSame(run.provenance().data().sha256(), dataset.digest());
        return dataset;
    }

    /** Its pictures without the extra videos, with the run's labels: enough for the test; fails if the test examples have changed. */
    Dataset readWithoutExtras() throws IOException {
        DataSource source = source();
        Dataset dataset = withRunLabels(reader.read(new DataSource(
                source.data(),
                List.of(),
                source.inputSide(),
                source.shares(),
                source.allowedBadShare(),
                source.beltSampling(),
                source.normalisation())));
        requireSame(run.provenance().data().testSha256(), dataset.digest(Split.TEST));
        return dataset;
    }

    /** The same examples with the run's list of labels, which may be longer. */
    Dataset withRunLabels(Dataset dataset) {
        if (dataset.labels().equals(run.labels())) {
            return dataset;
        }
        return new DatasetBuilder(dataset.name(), run.labels(), run.preprocessing())
                .addAll(dataset)
                .build();
    }

    private DataSource source() {
        return run.configuration(RunConfiguration.class).data();
    }

    private void requireSame(String expected, String found) {
        if (!expected.equals(found)) {
            throw new CommandFailedException(
                    "The data of run %s has changed since: expected digest %s but found %s; name other data with --data"
                            .formatted(run.name(), expected, found),
                    null);
        }
    }
}
