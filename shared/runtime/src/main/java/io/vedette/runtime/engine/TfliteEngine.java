package io.vedette.runtime.engine;

import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteFloat32;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteInt8;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteOk;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteUInt8;

import io.vedette.runtime.engine.TfliteSession.Kernels;
import io.vedette.runtime.image.ElementType;
import io.vedette.runtime.image.TensorLayout;
import io.vedette.runtime.image.TensorSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.Interpreter;
import org.bytedeco.tensorflowlite.RegistrationNodePair;
import org.bytedeco.tensorflowlite.TfLiteCustomAllocation;
import org.bytedeco.tensorflowlite.TfLiteIntArray;
import org.bytedeco.tensorflowlite.TfLiteTensor;
import org.bytedeco.tensorflowlite.global.tensorflowlite;

/**
 * Runs a TensorFlow Lite file with its C++ interpreter, which brings XNNPACK along.
 *
 * <p>Input and output tensors lie in direct buffers of ours, so that no view of freed native memory can escape.
 */
public final class TfliteEngine implements Engine {
    /** The code of a node that stands for a part of the graph taken over by a delegate. */
    private static final int BUILTIN_DELEGATE = 51;

    private final String model;
    private final TfliteSession session;
    private final Interpreter interpreter;
    private final TensorSpec input;
    private final ByteBuffer inputBuffer;
    private final Output logits;
    private final Output embedding;
    private boolean isClosed;

    private TfliteEngine(String model, TfliteSession session) {
        this.model = model;
        this.session = session;
        this.interpreter = session.interpreter();
        if (interpreter.inputs().capacity() != 1) {
            throw new UnexpectedTensorException(
                    model,
                    "inputs",
                    "exactly one",
                    String.valueOf(interpreter.inputs().capacity()));
        }
        int inputIndex = interpreter.inputs().get(0);
        this.input = inputSpec(model, interpreter.tensor(inputIndex));
        this.inputBuffer = bind(inputIndex);
        this.logits = bindOutput(LOGITS);
        this.embedding = bindOutput(EMBEDDING);
        if (interpreter.AllocateTensors() != kTfLiteOk) {
            throw new CorruptModelException(model, "its tensors cannot be allocated", null);
        }
    }

    /** Opens a file. */
    public static TfliteEngine open(Path file, EngineOptions options) {
        try {
            return open(file.toString(), ByteBuffer.wrap(Files.readAllBytes(file)), options);
        } catch (IOException e) {
            throw new UnreadableModelException(file.toString(), e);
        }
    }

    /** Opens a model from its bytes (position to limit), which are copied; {@code model} names it in messages. */
    public static TfliteEngine open(String model, ByteBuffer bytes, EngineOptions options) {
        TfliteSession session = TfliteSession.open(model, bytes, options, Kernels.FAST);
        try {
            return new TfliteEngine(model, session);
        } catch (EngineException e) {
            session.close();
            throw e;
        }
    }

    private Output bindOutput(String name) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < interpreter.outputs().capacity(); i++) {
            int index = interpreter.outputs().get(i);
            TfLiteTensor tensor = interpreter.tensor(index);
            String outputName = tensor.name().getString();
            if (outputName.equals(name)) {
                List<Integer> shape = shape(tensor);
                if (shape.size() < 2 || shape.get(0) != 1 || shape.stream().anyMatch(size -> size < 1)) {
                    throw new UnexpectedTensorException(
                            model, name, "of known shape with a batch of 1", shape.toString());
                }
                ElementType type = elementType(model, name, tensor);
                requireScale(model, name, type, tensor);
                float scale = type.isQuantized() ? tensor.params().scale() : 1;
                int zeroPoint = type.isQuantized() ? tensor.params().zero_point() : 0;
                return new Output(model, name, bind(index), type, scale, zeroPoint);
            }
            found.add(outputName);
        }
        throw new MissingOutputException(model, name, found);
    }

    /** Gives a tensor memory of ours, before the interpreter plans its own. */
    private ByteBuffer bind(int index) {
        ByteBuffer memory =
                DirectMemory.allocate(Math.toIntExact(interpreter.tensor(index).bytes()));
        try (TfLiteCustomAllocation allocation = new TfLiteCustomAllocation();
                Pointer pointer = new Pointer(memory)) {
            allocation.data(pointer).bytes(memory.capacity());
            if (interpreter.SetCustomAllocationForTensor(index, allocation) != kTfLiteOk) {
                throw new InferenceException(model, "tensor " + index + " refuses its memory", null);
            }
        }
        return memory;
    }

    private static TensorSpec inputSpec(String model, TfLiteTensor tensor) {
        String name = tensor.name().getString();
        ElementType type = elementType(model, name, tensor);
        requireScale(model, name, type, tensor);
        List<Integer> shape = shape(tensor);
        try {
            boolean isPlanar = shape.size() == 4 && shape.get(3) != 1 && shape.get(3) != 3;
            return new TensorSpec(
                    shape,
                    isPlanar ? TensorLayout.NCHW : TensorLayout.NHWC,
                    type,
                    type.isQuantized() ? tensor.params().scale() : 1,
                    type.isQuantized() ? tensor.params().zero_point() : 0);
        } catch (IllegalArgumentException e) {
            throw new UnexpectedTensorException(
                    model, name, "one image of 1 or 3 channels and known size", type + "" + shape);
        }
    }

    private static void requireScale(String model, String name, ElementType type, TfLiteTensor tensor) {
        float scale = tensor.params().scale();
        if (type.isQuantized() && (!(scale > 0) || Float.isInfinite(scale))) {
            throw new UnexpectedTensorException(model, name, "quantized with a positive scale", "scale " + scale);
        }
    }

    private static ElementType elementType(String model, String name, TfLiteTensor tensor) {
        return switch (tensor.type()) {
            case kTfLiteFloat32 -> ElementType.FLOAT32;
            case kTfLiteInt8 -> ElementType.INT8;
            case kTfLiteUInt8 -> ElementType.UINT8;
            default ->
                throw new UnexpectedTensorException(
                        model, name, "float32, int8 or uint8", "TensorFlow Lite type " + tensor.type());
        };
    }

    private static List<Integer> shape(TfLiteTensor tensor) {
        TfLiteIntArray dimensions = tensor.dims();
        List<Integer> shape = new ArrayList<>();
        for (int i = 0; i < dimensions.size(); i++) {
            shape.add(dimensions.data(i));
        }
        return shape;
    }

    /** The file's nodes in their order, and who computes each. */
    public synchronized List<TfliteNode> nodes() {
        requireOpen();
        Set<Integer> steps = new HashSet<>();
        for (int i = 0; i < interpreter.execution_plan().capacity(); i++) {
            steps.add(interpreter.execution_plan().get(i));
        }
        List<TfliteNode> nodes = new ArrayList<>();
        for (int i = 0; i < interpreter.nodes_size(); i++) {
            RegistrationNodePair pair = interpreter.node_and_registration(i);
            int operator = pair.second().builtin_code();
            if (operator != BUILTIN_DELEGATE) {
                // What is no step of its own any more is part of a delegate's.
                nodes.add(new TfliteNode(
                        operator,
                        names(pair.first().inputs()),
                        names(pair.first().outputs()),
                        readsIntegers(pair.first().inputs()),
                        !steps.contains(i)));
            }
        }
        return nodes;
    }

    private boolean readsIntegers(TfLiteIntArray inputs) {
        if (inputs.size() == 0 || inputs.data(0) < 0) {
            return false;
        }
        int type = interpreter.tensor(inputs.data(0)).type();
        return type == kTfLiteInt8 || type == kTfLiteUInt8;
    }

    private List<String> names(TfLiteIntArray tensors) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < tensors.size(); i++) {
            // An optional input that is left out has the index -1.
            if (tensors.data(i) >= 0) {
                names.add(interpreter.tensor(tensors.data(i)).name().getString());
            }
        }
        return names;
    }

    private void requireOpen() {
        if (isClosed) {
            throw new IllegalStateException("the engine of " + model + " is closed");
        }
    }

    @Override
    public TensorSpec input() {
        return input;
    }

    @Override
    public ByteBuffer inputBuffer() {
        return inputBuffer;
    }

    @Override
    public synchronized void run() {
        requireOpen();
        int status = interpreter.Invoke();
        if (status != kTfLiteOk) {
            throw new InferenceException(model, "TensorFlow Lite status " + status, null);
        }
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
        return "TensorFlow Lite " + tensorflowlite.TfLiteVersion().getString();
    }

    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        session.close();
    }
}
