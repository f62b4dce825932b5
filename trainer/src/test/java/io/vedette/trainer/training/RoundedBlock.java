package io.vedette.trainer.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.ParameterStore;
import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Symmetry;
import io.vedette.trainer.graph.TensorRange;
import io.vedette.trainer.graph.pass.FoldBatchNorm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A graph in rounded arithmetic with what it takes to run it. */
final class RoundedBlock implements AutoCloseable {
    private final NDManager manager = NDManager.newBaseManager(Device.cpu());
    private final ParameterStore store = new ParameterStore(manager, false);
    private final Graph graph;
    private final MovingRanges ranges;
    private final GraphBlock block;

    /** A block for a graph with fixed outputs rescaled. */
    RoundedBlock(Graph graph, Map<String, TensorRange> first, double momentum, long movingBatches) {
        this.graph = graph;
        Graph folded = new FoldBatchNorm().apply(graph);
        this.ranges = new MovingRanges(FusedNode.of(folded), first, Symmetry.ASYMMETRIC, momentum);
        this.block =
                new GraphBlock(graph, new RoundedArithmetic(ranges, new FoldedNorms(graph, folded), movingBatches));
        block.initialize(manager, DataType.FLOAT32, block.inputShape(1));
    }

    /** Logits and embedding of each picture. */
    List<Map<String, float[]>> run(List<float[]> pictures) {
        return run(pictures, false);
    }

    /** The same as training computes it, which moves what training moves. */
    List<Map<String, float[]>> run(List<float[]> pictures, boolean isTraining) {
        int size = graph.input().elements();
        float[] values = new float[pictures.size() * size];
        for (int i = 0; i < pictures.size(); i++) {
            System.arraycopy(pictures.get(i), 0, values, i * size, size);
        }
        try (NDManager batch = manager.newSubManager()) {
            NDArray input = batch.create(values, block.inputShape(pictures.size()));
            NDList outputs = block.forward(store, new NDList(input), isTraining);
            outputs.attach(batch);
            float[] logits = outputs.get(0).toFloatArray();
            float[] embeddings = outputs.get(1).toFloatArray();
            List<Map<String, float[]>> rows = new ArrayList<>();
            for (int i = 0; i < pictures.size(); i++) {
                rows.add(Map.of(
                        graph.logits(), row(logits, i, pictures.size()),
                        graph.embedding(), row(embeddings, i, pictures.size())));
            }
            return rows;
        }
    }

    private static float[] row(float[] all, int row, int rows) {
        int width = all.length / rows;
        return Arrays.copyOfRange(all, row * width, (row + 1) * width);
    }

    Map<String, TensorRange> ranges() {
        return ranges.toMap();
    }

    Graph graph() {
        return block.toGraph();
    }

    /** How many arrays live with the weights. */
    int arrays() {
        return manager.getManagedArrays().size();
    }

    @Override
    public void close() {
        manager.close();
    }
}
