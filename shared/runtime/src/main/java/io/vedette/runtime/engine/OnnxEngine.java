package io.vedette.runtime.engine;

import ai.onnxruntime.OnnxTensor;
import io.vedette.runtime.image.ElementType;
import io.vedette.runtime.image.TensorSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Runs an ONNX file in ONNX Runtime; all tensors lie in direct buffers created once. */
public final class OnnxEngine implements Engine {
    private final OnnxSession session;
    private final Output logits;
    private final Output embedding;
    private final Map<String, OnnxTensor> outputs;
    private boolean isClosed;

    private OnnxEngine(OnnxSession session) {
        this.session = session;
        long[] logitsShape = session.outputShape(LOGITS);
        long[] embeddingShape = session.outputShape(EMBEDDING);
        ByteBuffer logitsMemory = memory(logitsShape);
        ByteBuffer embeddingMemory = memory(embeddingShape);
        this.logits = new Output(session.model(), LOGITS, logitsMemory, ElementType.FLOAT32, 1, 0);
        this.embedding = new Output(session.model(), EMBEDDING, embeddingMemory, ElementType.FLOAT32, 1, 0);
        this.outputs = Map.of(
                LOGITS, session.outputTensor(logitsMemory, logitsShape),
                EMBEDDING, session.outputTensor(embeddingMemory, embeddingShape));
    }

    /** Opens a file. */
    public static OnnxEngine open(Path file, EngineOptions options) {
        return open(OnnxSession.open(file, options));
    }

    /** Opens a model from its bytes (position to limit), which are copied; {@code model} names it in messages. */
    public static OnnxEngine open(String model, ByteBuffer bytes, EngineOptions options) {
        return open(OnnxSession.open(model, bytes, options));
    }

    /**
     * What ONNX Runtime makes of a model before it runs it on this machine, as the bytes of an ONNX file: operators joined, replaced, or left
     * out.
     *
     * @param bytes of the model, position to limit; {@code model} names it in messages
     * @throws UncheckedIOException when there is no room for a temporary file
     */
    public static byte[] optimize(String model, ByteBuffer bytes, EngineOptions options) {
        try {
            Path file = Files.createTempFile("vedette-optimized-", ".onnx");
            try {
                OnnxSession.writeOptimized(model, bytes, options, file);
                return Files.readAllBytes(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary file for the optimized " + model, e);
        }
    }

    private static OnnxEngine open(OnnxSession session) {
        try {
            return new OnnxEngine(session);
        } catch (EngineException e) {
            session.close();
            throw e;
        }
    }

    private static ByteBuffer memory(long[] shape) {
        long elements = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        return DirectMemory.allocate(Math.toIntExact(elements * Float.BYTES));
    }

    @Override
    public TensorSpec input() {
        return session.input();
    }

    @Override
    public ByteBuffer inputBuffer() {
        return session.inputBuffer();
    }

    @Override
    public synchronized void run() {
        if (isClosed) {
            throw new IllegalStateException("the engine of " + session.model() + " is closed");
        }
        session.run(outputs);
        logits.read();
        embedding.read();
    }

    @Override
    public float[] logits() {
        return logits.values();
    }

    @Override
    public float[] embedding() {
        return embedding.values();
    }

    @Override
    public String runtime() {
        return session.runtime();
    }

    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        outputs.values().forEach(OnnxTensor::close);
        session.close();
    }
}
