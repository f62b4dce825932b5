package io.vedette.trainer.cli;

import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.Split;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.packaging.CalibrationPictures;
import io.vedette.trainer.packaging.ExportReport.QuantizationFigures;
import io.vedette.trainer.packaging.LadderClimb;
import io.vedette.trainer.packaging.ModelMeasurer;
import io.vedette.trainer.packaging.NetworkExport;
import io.vedette.trainer.quantization.AwareGraph;
import io.vedette.trainer.quantization.AwareTraining;
import io.vedette.trainer.quantization.LadderReport;
import io.vedette.trainer.quantization.Preparation;
import io.vedette.trainer.quantization.Recipe;
import io.vedette.trainer.quantization.Remedy;
import io.vedette.trainer.quantization.RungResult;
import io.vedette.trainer.training.AwareNetwork;
import io.vedette.trainer.training.AwareTrainer;
import io.vedette.trainer.training.TrainingConfiguration;
import java.time.InstantSource;
import java.util.Optional;

/** Finds the way into integers that an export goes: the one that was asked for, or the first that costs no more than it may. */
final class RecipeSearch {
    private final Console console;
    private final QuantizationOptions options;
    private final Dataset dataset;
    private final Optional<TrainingConfiguration> awareTraining;

    /**
     * Makes a search.
     *
     * @param trained how the network was trained
     */
    RecipeSearch(Console console, QuantizationOptions options, Dataset dataset, TrainingConfiguration trained) {
        this.console = console;
        this.options = options;
        this.dataset = dataset;
        this.awareTraining = options.awareTraining(trained);
    }

    /** The network made ready for every recipe that may be tried. */
    Preparation prepare(Graph network, CalibrationPictures calibration) {
        Preparation preparation = Preparation.of(
                network,
                calibration,
                calibration.size(),
                Runtime.getRuntime().availableProcessors(),
                console.progress("images"));
        return awareTraining
                .map(configuration -> preparation.withTraining(training(configuration)))
                .orElse(preparation);
    }

    private AwareTraining training(TrainingConfiguration configuration) {
        TrainingProgress progress = new TrainingProgress(console.progress("images"), console.out());
        AwareTrainer trainer =
                new AwareTrainer(configuration, options.target().symmetry(), progress, InstantSource.system());
        return (graph, ranges) -> {
            AwareNetwork aware = trainer.train(graph, ranges, dataset);
            return new AwareGraph(aware.graph(), aware.ranges());
        };
    }

    /** The recipe, and how it was found; of a ladder on which none is within the budget the best one. */
    QuantizationFigures find(Graph network, Preparation preparation, NetworkExport export) {
        Double maxDropPoints = options.maxDropPoints();
        if (maxDropPoints == null) {
            return new QuantizationFigures(options.target(), options.edges(), options.recipe(), null, null);
        }
        int[] validation = dataset.indices(Split.VALIDATION);
        if (validation.length == 0) {
            throw new CommandFailedException(
                    dataset.name() + " has no validation images to measure --max-drop on; "
                            + "train with a --validation-share above 0",
                    null);
        }
        ModelMeasurer measurer =
                new ModelMeasurer(dataset, validation, ExportCommand.answers(console, network, dataset, validation));
        LadderTable table = new LadderTable(console);
        table.begin(maxDropPoints, validation.length, preparation.pictures());
        LadderReport ladder = new LadderClimb(preparation, export, measurer, console.progress("images"), table::print)
                .climb(maxDropPoints);
        Optional<RungResult> chosen = ladder.findChosen();
        chosen.ifPresent(rung -> table.end(ladder, rung));
        Recipe recipe = chosen.orElse(ladder.best()).recipe();
        return new QuantizationFigures(
                options.target(),
                options.edges(),
                recipe,
                recipe.has(Remedy.AWARE_TRAINING) ? awareTraining.orElse(null) : null,
                ladder);
    }
}
