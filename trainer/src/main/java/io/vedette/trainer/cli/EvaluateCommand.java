package io.vedette.trainer.cli;

import io.vedette.trainer.data.BadDataException;
import io.vedette.trainer.data.BeltReader;
import io.vedette.trainer.data.DataSource;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.FashionMnist;
import io.vedette.trainer.data.FolderReader;
import io.vedette.trainer.data.MissingDataException;
import io.vedette.trainer.data.PictureLoader;
import io.vedette.trainer.data.Split;
import io.vedette.trainer.data.SplitShares;
import io.vedette.trainer.evaluation.Evaluation;
import io.vedette.trainer.evaluation.Prediction;
import io.vedette.trainer.experiment.RunDirectory;
import io.vedette.trainer.training.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette evaluate}: measures a trained network, or asks it about single pictures. */
@Command(
        name = "evaluate",
        description = "Measures a trained network and writes a report into its run, or classifies picture files.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RUN", description = "The run directory.")
    private Path runPath = Path.of("");

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "PICTURE",
            description = "Picture files to classify in place of measuring.")
    private List<Path> pictures = List.of();

    @Option(
            names = "--data",
            paramLabel = "DIR|VIDEO|fashion-mnist",
            description =
                    "Other data to measure on: pictures, or a labelled belt video (default: what the run was trained with).")
    private @Nullable String data;

    @Option(
            names = "--split",
            defaultValue = "TEST",
            description = "Which of the run's own examples: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Split split = Split.TEST;

    @Option(
            names = "--max-bad",
            defaultValue = "0.01",
            paramLabel = "SHARE",
            description = "Share of pictures that may be unreadable (default: ${DEFAULT-VALUE}).")
    private double allowedBadShare;

    @Override
    public Integer call() throws IOException {
        Console console = new Console(spec);
        RunDirectory run = RunDirectory.open(runPath);
        if (!pictures.isEmpty()) {
            classify(console, run);
            return 0;
        }
        Dataset dataset = read(console, run);
        console.summarizeBadPictures();
        int[] examples = dataset.indices(split);
        if (examples.length == 0) {
            throw new NoExamplesException(dataset.name(), split);
        }
        Evaluation evaluation = evaluate(console, run, dataset, examples);
        EvaluationTable.print(console, evaluation.matrix());
        Path report = run.write(reportName(), new RunReport(run, dataset, split).toHtml(evaluation, examples));
        console.print("Report: " + report);
        return 0;
    }

    /** Other data gets a report of its own, so that the run's stays. */
    private String reportName() {
        if (data == null) {
            return split == Split.TEST ? RunReport.NAME : "report-" + split.id() + ".html";
        }
        String name = String.valueOf(Path.of(data).toAbsolutePath().normalize().getFileName());
        return "report-" + name + (split == Split.TEST ? "" : "-" + split.id()) + ".html";
    }

    private Dataset read(Console console, RunDirectory run) throws IOException {
        RunData runData = new RunData(run, console.datasetReader());
        if (data == null) {
            return split == Split.TEST ? runData.readWithoutExtras() : runData.readAll();
        }
        if (data.equals(FashionMnist.NAME)) {
            DataSource trained = run.configuration(RunConfiguration.class).data();
            return runData.withRunLabels(console.datasetReader()
                    .read(new DataSource(
                            data,
                            List.of(),
                            trained.inputSide(),
                            trained.shares(),
                            allowedBadShare,
                            trained.beltSampling(),
                            trained.normalisation())));
        }
        Path folder = Path.of(data);
        if (Files.isRegularFile(folder)) {
            return new BeltReader(
                            run.configuration(RunConfiguration.class).data().beltSampling(), console.progress("frames"))
                    .readTest(folder, run.labels(), run.preprocessing());
        }
        if (!Files.isDirectory(folder)) {
            throw new MissingDataException(
                    folder, "a folder with one folder of pictures a class, or a labelled belt video");
        }
        return new FolderReader(
                        run.preprocessing(),
                        new SplitShares(0, 0, 0),
                        allowedBadShare,
                        console::nameBadPicture,
                        console.progress("pictures"))
                .readTest(folder, run.labels());
    }

    private static Evaluation evaluate(Console console, RunDirectory run, Dataset dataset, int[] examples) {
        ConsoleProgress progress = console.progress("images");
        progress.begin("Evaluating", examples.length);
        try (Predictor predictor = new Predictor(run.network(), run.preprocessing())) {
            float[][] logits = predictor.logits(dataset, examples, progress);
            return Evaluation.of(run.labels(), dataset.classesOf(examples), logits);
        } finally {
            progress.end();
        }
    }

    private void classify(Console console, RunDirectory run) {
        List<String> labels = run.labels();
        try (PictureLoader loader = new PictureLoader(run.preprocessing());
                Predictor predictor = new Predictor(run.network(), run.preprocessing())) {
            for (Path picture : pictures) {
                float[] logits = predictor.logits(loader.load(picture), 1)[0];
                Prediction prediction = Prediction.of(0, 0, logits);
                console.print(String.format(
                        Locale.ROOT,
                        "%s: %s (%.1f %%)",
                        picture,
                        labels.get(prediction.predicted()),
                        100 * prediction.confidence()));
            }
        }
    }

    /** A split that holds nothing to measure on. */
    private static final class NoExamplesException extends BadDataException {
        private static final long serialVersionUID = 1L;

        NoExamplesException(String dataset, Split split) {
            super("%s has no %s examples to measure on".formatted(dataset, split.id()));
        }
    }
}
