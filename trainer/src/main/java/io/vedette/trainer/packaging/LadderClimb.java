package io.vedette.trainer.packaging;

import io.vedette.trainer.data.Progress;
import io.vedette.trainer.evaluation.ParityCheck;
import io.vedette.trainer.quantization.CalibrationMethod;
import io.vedette.trainer.quantization.FileDrop;
import io.vedette.trainer.quantization.Ladder;
import io.vedette.trainer.quantization.LadderReport;
import io.vedette.trainer.quantization.LayerEvidence;
import io.vedette.trainer.quantization.Obstacle;
import io.vedette.trainer.quantization.Preparation;
import io.vedette.trainer.quantization.Recipe;
import io.vedette.trainer.quantization.Remedy;
import io.vedette.trainer.quantization.RungResult;
import io.vedette.trainer.training.DivergedTrainingException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tries the rungs of the {@link Ladder} until one is within the budget: each one's files are written, run in their runtimes over the
 * validation images and compared with the trained network's answers, image by image.
 */
public final class LadderClimb {
    private static final int OBSTACLES_NAMED = 5;

    private final Preparation preparation;
    private final NetworkExport export;
    private final ModelMeasurer measurer;
    private final Progress progress;
    private final Consumer<RungResult> listener;

    private final List<RungResult> tried = new ArrayList<>();
    private @Nullable String trainingFailure;
    private List<LayerEvidence> evidence = List.of();

    /**
     * Makes a climb.
     *
     * @param measurer over validation images
     * @param progress hears of each image of a file
     * @param listener hears of each rung
     */
    public LadderClimb(
            Preparation preparation,
            NetworkExport export,
            ModelMeasurer measurer,
            Progress progress,
            Consumer<RungResult> listener) {
        this.preparation = preparation;
        this.export = export;
        this.measurer = measurer;
        this.progress = progress;
        this.listener = listener;
    }

    /**
     * Climbs as far as needed; to be called once.
     *
     * @param maxDropPoints points of accuracy that a file may lose
     */
    public LadderReport climb(double maxDropPoints) {
        boolean isWithin = climbInIntegers(maxDropPoints);
        if (!isWithin) {
            RungResult best = Ladder.best(tried);
            evidence = export.analyse(best.recipe());
            isWithin = climbInFloatsInPart(best.recipe(), maxDropPoints) || train(maxDropPoints);
            if (!isWithin) {
                return report(maxDropPoints, obstacles(best.recipe()));
            }
        }
        return report(maxDropPoints, List.of());
    }

    private boolean climbInIntegers(double maxDropPoints) {
        Optional<Recipe> next = Ladder.nextInIntegers(tried);
        while (next.isPresent()) {
            if (tryRung(next.get(), maxDropPoints)) {
                return true;
            }
            next = Ladder.nextInIntegers(tried);
        }
        return false;
    }

    private boolean climbInFloatsInPart(Recipe best, double maxDropPoints) {
        for (Recipe recipe : Ladder.inFloatsInPart(best, preparation.folded(), evidence)) {
            if (tryRung(recipe, maxDropPoints)) {
                return true;
            }
        }
        return false;
    }

    private boolean train(double maxDropPoints) {
        if (!preparation.canTrain()) {
            return false;
        }
        try {
            return tryRung(Recipe.of(CalibrationMethod.MIN_MAX).with(Remedy.AWARE_TRAINING), maxDropPoints);
        } catch (DivergedTrainingException e) {
            trainingFailure = e.getMessage();
            return false;
        }
    }

    private boolean tryRung(Recipe recipe, double maxDropPoints) {
        RungResult result = judge(recipe);
        tried.add(result);
        listener.accept(result);
        return result.isWithin(maxDropPoints);
    }

    private RungResult judge(Recipe recipe) {
        List<FileDrop> drops = new ArrayList<>();
        for (ModelFile file : export.ownOf(recipe)) {
            progress.begin(recipe.description() + ", " + file.id(), measurer.size());
            try {
                drops.add(toDrop(file, measurer.compare(file, progress)));
            } finally {
                progress.end();
            }
        }
        return new RungResult(recipe, drops);
    }

    private static FileDrop toDrop(ModelFile file, ParityCheck parity) {
        return new FileDrop(
                file.id(),
                100 * parity.accuracyLoss(),
                100 * parity.lossInterval().low(),
                100 * parity.lossInterval().high(),
                parity.argmaxAgreement());
    }

    private List<Obstacle> obstacles(Recipe best) {
        return Ladder.worstFirst(preparation.folded(), evidence).stream()
                .limit(OBSTACLES_NAMED)
                .map(layer -> new Obstacle(
                        layer.node(), judge(alone(best, layer)).worst().dropPoints(), layer.gain()))
                .filter(Obstacle::isInTheWay)
                .sorted(Comparator.comparing(Obstacle::dropPoints).reversed())
                .toList();
    }

    /** A recipe with one layer in integers and all others in floats. */
    private Recipe alone(Recipe recipe, LayerEvidence layer) {
        return recipe.withFloatNodes(evidence.stream()
                .map(LayerEvidence::node)
                .filter(node -> !node.equals(layer.node()))
                .toList());
    }

    private LadderReport report(double maxDropPoints, List<Obstacle> obstacles) {
        int analysed = evidence.isEmpty() ? 0 : preparation.analysedPictures();
        return new LadderReport(maxDropPoints, measurer.size(), tried, analysed, evidence, obstacles, trainingFailure);
    }
}
