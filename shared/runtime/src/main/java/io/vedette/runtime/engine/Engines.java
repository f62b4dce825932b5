package io.vedette.runtime.engine;

import io.vedette.core.bundle.ModelFormat;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Opens a model in the runtime of its format. */
public final class Engines {
    private Engines() {}

    /** Opens a file. */
    public static Engine open(ModelFormat format, Path file, EngineOptions options) {
        return switch (format) {
            case ONNX -> OnnxEngine.open(file, options);
            case TFLITE -> TfliteEngine.open(file, options);
        };
    }

    /** Opens a model from its bytes (position to limit), which are copied; {@code model} names it in messages. */
    public static Engine open(ModelFormat format, String model, ByteBuffer bytes, EngineOptions options) {
        return switch (format) {
            case ONNX -> OnnxEngine.open(model, bytes, options);
            case TFLITE -> TfliteEngine.open(model, bytes, options);
        };
    }
}
