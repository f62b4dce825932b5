package io.vedette.runtime.engine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtSession;
import io.vedette.runtime.image.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Runs an ONNX file and shows every output of floats that it declares, which calibration reads. */
public final class OnnxProbe implements AutoCloseable {
    private final OnnxSession session;
    private final Set<String> outputs;
    private boolean isClosed;

    private OnnxProbe(OnnxSession session) {
        this.session = session;
        Set<String> floats = new LinkedHashSet<>(session.outputNames());
        floats.removeIf(name -> !session.isFloat(name));
        this.outputs = Set.copyOf(floats);
    }

    /** Opens a file. */
    public static OnnxProbe open(Path file, EngineOptions options) {
        return open(OnnxSession.open(file, options));
    }

    /** Opens a model from its bytes (position to limit), which are copied; {@code model} names it in messages. */
    public static OnnxProbe open(String model, ByteBuffer bytes, EngineOptions options) {
        return open(OnnxSession.open(model, bytes, options));
    }

    private static OnnxProbe open(OnnxSession session) {
        try {
            return new OnnxProbe(session);
        } catch (EngineException e) {
            session.close();
            throw e;
        }
    }

    /** What the model expects. */
    public TensorSpec input() {
        return session.input();
    }

    /** The input tensor's own memory: direct, in native byte order. */
    public ByteBuffer inputBuffer() {
        return session.inputBuffer();
    }

    /** The names of the outputs of floats. */
    public Set<String> outputs() {
        return outputs;
    }

    /** Runs on the input buffer's content and hands over each output's name and values, which are the caller's. */
    public void run(BiConsumer<String, FloatBuffer> consumer) {
        if (isClosed) {
            throw new IllegalStateException("the probe of " + session.model() + " is closed");
        }
        try (OrtSession.Result result = session.run(outputs)) {
            for (Map.Entry<String, OnnxValue> output : result) {
                consumer.accept(output.getKey(), ((OnnxTensor) output.getValue()).getFloatBuffer());
            }
        }
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            session.close();
        }
    }
}
