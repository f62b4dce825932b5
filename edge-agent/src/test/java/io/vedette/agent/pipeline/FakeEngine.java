package io.vedette.agent.pipeline;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.Interpolation;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.ResizeMode;
import io.vedette.core.contract.Release;
import io.vedette.runtime.engine.Engine;
import io.vedette.runtime.image.ElementType;
import io.vedette.runtime.image.TensorLayout;
import io.vedette.runtime.image.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Tells dark (the first label) from bright (the last) by the mean of a square grey picture, which is its embedding. */
class FakeEngine implements Engine {
    private static final float GAIN = 100;

    private final int side;
    private final ByteBuffer buffer;
    private final float[] logits;
    private final float[] embedding = new float[1];
    private volatile boolean isClosed;

    FakeEngine(int side, int labels) {
        this.side = side;
        this.buffer = ByteBuffer.allocateDirect(side * side * Float.BYTES).order(ByteOrder.nativeOrder());
        this.logits = new float[labels];
    }

    /** A classifier that runs this engine as a release of that number. */
    Classifier toClassifier(int release, String... labels) {
        PreprocessingSpec specification = new PreprocessingSpec(
                side, side, ColourOrder.GREY, ResizeMode.STRETCH, Interpolation.AREA, 114, List.of(0f), List.of(1f));
        return new Classifier(
                this, specification, List.of(labels), new Release("fake", release, "0".repeat(64)), System::nanoTime);
    }

    @Override
    public TensorSpec input() {
        return new TensorSpec(List.of(1, 1, side, side), TensorLayout.NCHW, ElementType.FLOAT32, 1, 0);
    }

    @Override
    public ByteBuffer inputBuffer() {
        return buffer;
    }

    @Override
    public void run() {
        if (isClosed) {
            throw new IllegalStateException("the engine is closed");
        }
        double sum = 0;
        for (int i = 0; i < side * side; i++) {
            sum += buffer.getFloat(i * Float.BYTES);
        }
        embedding[0] = (float) (sum / (side * side));
        logits[0] = GAIN * (0.5f - embedding[0]);
        logits[logits.length - 1] = GAIN * (embedding[0] - 0.5f);
    }

    @Override
    public float[] logits() {
        return logits;
    }

    @Override
    public float[] embedding() {
        return embedding;
    }

    @Override
    public String runtime() {
        return "fake";
    }

    @Override
    public void close() {
        isClosed = true;
    }

    boolean isClosed() {
        return isClosed;
    }
}
