package io.vedette.runtime.engine;

import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteOk;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.BuiltinOpResolver;
import org.bytedeco.tensorflowlite.BuiltinOpResolverWithoutDefaultDelegates;
import org.bytedeco.tensorflowlite.FlatBufferModel;
import org.bytedeco.tensorflowlite.Interpreter;
import org.bytedeco.tensorflowlite.InterpreterBuilder;
import org.bytedeco.tensorflowlite.InterpreterOptions;

/** A checked model in TensorFlow Lite's C++ interpreter, with the native memory that it points into. */
final class TfliteSession implements AutoCloseable {
    /** Who computes. */
    enum Kernels {
        /** XNNPACK what it can, the built-in kernels the rest. */
        FAST,
        /** The built-in kernels alone, and no tensor's memory is used again for another. */
        OBSERVABLE
    }

    private final Interpreter interpreter;
    /** What the interpreter points into: bytes, model, resolver, builder. Freed after it, never before. */
    private final List<Pointer> foundations;

    private TfliteSession(Interpreter interpreter, List<Pointer> foundations) {
        this.interpreter = interpreter;
        this.foundations = foundations;
    }

    /** Opens a model from its bytes (position to limit), which are copied; {@code model} names it in messages. */
    static TfliteSession open(String model, ByteBuffer bytes, EngineOptions options, Kernels kernels) {
        List<Pointer> foundations = new ArrayList<>();
        Interpreter interpreter = new Interpreter((Pointer) null);
        TfliteSession session = new TfliteSession(interpreter, foundations);
        try {
            BytePointer copy = keep(foundations, new BytePointer(Math.max(1, bytes.remaining())));
            copy.asByteBuffer().put(bytes.duplicate());
            FlatBufferModel flat = FlatBufferModel.VerifyAndBuildFromBuffer(
                    copy, bytes.remaining(), null, FlatBufferModel.GetDefaultErrorReporter());
            if (flat == null || flat.isNull()) {
                throw new CorruptModelException(model, "it is no TensorFlow Lite flatbuffer", null);
            }
            keep(foundations, flat);
            BuiltinOpResolver resolver = keep(
                    foundations,
                    kernels == Kernels.FAST ? new BuiltinOpResolver() : new BuiltinOpResolverWithoutDefaultDelegates());
            TfliteOperators.require(model, bytes.slice(), resolver);
            InterpreterOptions settings = keep(foundations, new InterpreterOptions());
            settings.SetPreserveAllTensors(kernels == Kernels.OBSERVABLE);
            InterpreterBuilder builder = keep(foundations, new InterpreterBuilder(flat, resolver, settings));
            if (builder.SetNumThreads(options.threads()) != kTfLiteOk
                    || builder.apply(interpreter) != kTfLiteOk
                    || interpreter.isNull()) {
                throw new CorruptModelException(model, "an operator is malformed", null);
            }
            TfliteQuantization.require(model, interpreter);
            return session;
        } catch (EngineException e) {
            session.close();
            throw e;
        }
    }

    private static <T extends Pointer> T keep(List<Pointer> foundations, T pointer) {
        foundations.add(pointer);
        return pointer;
    }

    Interpreter interpreter() {
        return interpreter;
    }

    /** Frees all native memory; to be called once. */
    @Override
    public void close() {
        interpreter.deallocate();
        for (int i = foundations.size() - 1; i >= 0; i--) {
            foundations.get(i).deallocate();
        }
    }
}
