package io.vedette.runtime.engine;

import io.vedette.runtime.image.TensorSpec;
import java.nio.ByteBuffer;

/**
 * A model ready to run on one input tensor at a time.
 *
 * <p>The caller fills {@link #inputBuffer()}, calls {@link #run()} and reads {@link #logits()} and {@link #embedding()}.
 * Buffer and arrays are created once and reused by every run. An engine serves one thread at a time; {@link #close()} may
 * come from another thread and waits for the run in progress.
 */
public interface Engine extends AutoCloseable {
    /** The name of the output that holds one score per class, before softmax. */
    String LOGITS = "logits";

    /** The name of the output that holds the features before the classifier. */
    String EMBEDDING = "embedding";

    /** What the model expects. */
    TensorSpec input();

    /** The input tensor's own memory: direct, in native byte order, position 0, limit at the tensor's end. */
    ByteBuffer inputBuffer();

    /**
     * Computes the outputs from the input buffer's present content.
     *
     * @throws NonFiniteOutputException when an output holds a value which is not a finite number
     * @throws InferenceException when the runtime fails
     * @throws IllegalStateException when the engine is closed
     */
    void run();

    /** One score per class from the last run, as real numbers; owned by the engine and overwritten by the next run. */
    float[] logits();

    /** The features from the last run, as real numbers; owned by the engine and overwritten by the next run. */
    float[] embedding();

    /** The runtime's name and version, for provenance. */
    String runtime();

    /** Releases the model; a second call does nothing. */
    @Override
    void close();
}
