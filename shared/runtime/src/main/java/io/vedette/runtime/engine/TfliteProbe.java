package io.vedette.runtime.engine;

import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteOk;

import io.vedette.runtime.engine.TfliteSession.Kernels;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BiConsumer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.tensorflowlite.Interpreter;
import org.bytedeco.tensorflowlite.TfLiteTensor;

/** Runs a TensorFlow Lite file with the built-in kernels alone and shows every tensor, for comparing kernel by kernel. */
public final class TfliteProbe implements AutoCloseable {
    private final String model;
    private final TfliteSession session;
    private boolean isClosed;

    private TfliteProbe(String model, TfliteSession session) {
        this.model = model;
        this.session = session;
        if (session.interpreter().AllocateTensors() != kTfLiteOk) {
            throw new CorruptModelException(model, "its tensors cannot be allocated", null);
        }
    }

    /** Opens a model from its bytes (position to limit), which are copied; {@code model} names it in messages. */
    public static TfliteProbe open(String model, ByteBuffer bytes) {
        TfliteSession session = TfliteSession.open(model, bytes, EngineOptions.SINGLE_THREAD, Kernels.OBSERVABLE);
        try {
            return new TfliteProbe(model, session);
        } catch (EngineException e) {
            session.close();
            throw e;
        }
    }

    /**
     * Runs on one input and hands over each tensor's name and bytes, which are the consumer's only during its call.
     *
     * @param input the bytes of the first input tensor as the file wants them
     */
    public void run(ByteBuffer input, BiConsumer<String, ByteBuffer> consumer) {
        if (isClosed) {
            throw new IllegalStateException("the probe of " + model + " is closed");
        }
        Interpreter interpreter = session.interpreter();
        TfLiteTensor first = interpreter.tensor(interpreter.inputs().get(0));
        if (first.bytes() != input.remaining()) {
            throw new UnexpectedTensorException(
                    model, "input", first.bytes() + " bytes", String.valueOf(input.remaining()));
        }
        bytesOf(first).put(input.duplicate());
        int status = interpreter.Invoke();
        if (status != kTfLiteOk) {
            throw new InferenceException(model, "TensorFlow Lite status " + status, null);
        }
        for (int i = 0; i < interpreter.tensors_size(); i++) {
            TfLiteTensor tensor = interpreter.tensor(i);
            if (tensor.bytes() > 0 && tensor.name() != null) {
                consumer.accept(tensor.name().getString(), bytesOf(tensor));
            }
        }
    }

    private static ByteBuffer bytesOf(TfLiteTensor tensor) {
        BytePointer raw = tensor.data().raw();
        return raw.capacity(tensor.bytes()).asByteBuffer().order(ByteOrder.nativeOrder());
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            session.close();
        }
    }
}
