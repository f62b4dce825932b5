package io.vedette.trainer.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.ParameterStore;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.Progress;
import io.vedette.trainer.graph.Graph;
import java.util.Arrays;

/** A trained network's answers, computed on the CPU by the library that trained it: the reference for every exported file. */
public final class Predictor implements AutoCloseable {
    private static final int BATCH = 250;

    private final NDManager manager;
    private final GraphBlock block;
    private final ParameterStore store;
    private final BatchWriter writer;
    private final PreprocessingSpec preprocessing;
    private final int classes;

    public Predictor(Graph graph, PreprocessingSpec preprocessing) {
        if (graph.input().elements() != preprocessing.pixelBytes()) {
            throw new IllegalArgumentException(
                    "The graph takes " + graph.input() + " but pictures are prepared as " + preprocessing);
        }
        this.preprocessing = preprocessing;
        this.classes = graph.classes();
        this.manager = NDManager.newBaseManager(Device.cpu());
        this.block = new GraphBlock(graph);
        block.initialize(manager, DataType.FLOAT32, block.inputShape(1));
        this.store = new ParameterStore(manager, false);
        this.writer = new BatchWriter(preprocessing);
    }

    /** Logits of examples of a dataset, one row each, in their order. */
    public float[][] logits(Dataset dataset, int[] examples, Progress progress) {
        byte[] packed = new byte[BATCH * preprocessing.pixelBytes()];
        float[][] rows = new float[examples.length][];
        for (int from = 0; from < examples.length; from += BATCH) {
            int count = Math.min(BATCH, examples.length - from);
            for (int i = 0; i < count; i++) {
                dataset.pixels().copyTo(examples[from + i], packed, i * preprocessing.pixelBytes());
            }
            System.arraycopy(logits(packed, count), 0, rows, from, count);
            progress.advance(count);
        }
        return rows;
    }

    /** Logits of {@code count} pictures of packed pixels, height × width × channels, one after the other; one row each. */
    public float[][] logits(byte[] packed, int count) {
        int exampleBytes = preprocessing.pixelBytes();
        float[] values = new float[count * exampleBytes];
        for (int i = 0; i < count; i++) {
            writer.write(packed, i * exampleBytes, values, i * exampleBytes);
        }
        return logits(values, count);
    }

    /** Logits of {@code count} tensors, channels × height × width, one after the other; one row each. */
    public float[][] logits(float[] values, int count) {
        try (NDManager batch = manager.newSubManager()) {
            NDArray input = batch.create(values, block.inputShape(count));
            NDList outputs = block.forward(store, new NDList(input), false);
            outputs.attach(batch);
            float[] flat = outputs.get(0).toFloatArray();
            float[][] rows = new float[count][];
            Arrays.setAll(rows, row -> Arrays.copyOfRange(flat, row * classes, (row + 1) * classes));
            return rows;
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
