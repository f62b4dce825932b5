package io.vedette.trainer.packaging;

import io.vedette.core.bundle.ModelFormat;
import io.vedette.core.bundle.Precision;
import io.vedette.trainer.evidence.IntegerCoverage;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Symmetry;
import io.vedette.trainer.onnx.OnnxWriter;
import io.vedette.trainer.quantization.LayerEvidence;
import io.vedette.trainer.quantization.Preparation;
import io.vedette.trainer.quantization.Recipe;
import io.vedette.trainer.quantization.Remedy;
import io.vedette.trainer.tflite.Edges;
import io.vedette.trainer.tflite.TfliteWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One trained network as files for a target: ONNX and TensorFlow Lite, in floats and in integers. */
public final class NetworkExport {
    private final Preparation preparation;
    private final Target target;
    private final Edges edges;
    private final Set<Precision> carried;

    /**
     * Makes an export for a bundle that carries all files.
     *
     * @param edges of the integer TensorFlow Lite file
     */
    public NetworkExport(Preparation preparation, Target target, Edges edges) {
        this(preparation, target, edges, EnumSet.allOf(Precision.class));
    }

    private NetworkExport(Preparation preparation, Target target, Edges edges, Set<Precision> carried) {
        this.preparation = preparation;
        this.target = target;
        this.edges = edges;
        this.carried = carried;
    }

    /** The same for a bundle that carries files of these precisions alone. */
    public NetworkExport carrying(Set<Precision> precisions) {
        return new NetworkExport(preparation, target, edges, EnumSet.copyOf(precisions));
    }

    /** What integers cost at each node of a recipe that leaves none in floats, in the file for the target. */
    List<LayerEvidence> analyse(Recipe recipe) {
        return preparation.analyse(recipe, target.symmetry());
    }

    /** All files as a recipe has them. */
    public List<ModelFile> export(Recipe recipe) {
        List<ModelFile> floats = floats(preparation.floats(recipe));
        List<ModelFile> integers = integers(recipe);
        return List.of(floats.get(0), integers.get(0), floats.get(1), integers.get(1));
    }

    /** The files in floats of the network as it was trained. */
    public List<ModelFile> floats() {
        return floats(preparation.folded());
    }

    private static List<ModelFile> floats(Graph network) {
        return List.of(
                new ModelFile(ModelFormat.ONNX, Precision.FLOAT32, OnnxWriter.write(network)),
                new ModelFile(ModelFormat.TFLITE, Precision.FLOAT32, TfliteWriter.write(network)));
    }

    /** Which layers of a file in integers that a recipe made its runtime computes in integers. */
    public IntegerCoverage coverage(ModelFile file, Recipe recipe) {
        Symmetry symmetry = file.format() == ModelFormat.ONNX ? target.symmetry() : Symmetry.ASYMMETRIC;
        return IntegerCoverage.of(file.format(), file.bytes(), preparation.quantize(recipe, symmetry));
    }

    /** The bundle's files that no other recipe makes alike: those in integers, and of a network trained further those in floats too. */
    List<ModelFile> ownOf(Recipe recipe) {
        return recipe.has(Remedy.AWARE_TRAINING) && carried.contains(Precision.FLOAT32)
                ? export(recipe)
                : integers(recipe);
    }

    /** The files in integers as a recipe has it, ONNX first. */
    private List<ModelFile> integers(Recipe recipe) {
        byte[] onnx = OnnxWriter.writeQuantized(preparation.quantize(recipe, target.symmetry()), target.form());
        byte[] tflite = TfliteWriter.writeQuantized(preparation.quantize(recipe, Symmetry.ASYMMETRIC), edges);
        return List.of(
                new ModelFile(ModelFormat.ONNX, Precision.INT8, onnx),
                new ModelFile(ModelFormat.TFLITE, Precision.INT8, tflite));
    }
}
