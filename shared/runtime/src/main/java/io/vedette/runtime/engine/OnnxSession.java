package io.vedette.runtime.engine;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.vedette.runtime.image.TensorLayout;
import io.vedette.runtime.image.TensorSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An ONNX Runtime session with one image as its only input, held in a direct buffer. */
final class OnnxSession implements AutoCloseable {
    private final String model;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final TensorSpec input;
    private final ByteBuffer inputBuffer;
    private final OnnxTensor inputTensor;
    private final Map<String, OnnxTensor> inputs;

    private OnnxSession(String model, OrtEnvironment environment, OrtSession session) throws OrtException {
        this.model = model;
        this.environment = environment;
        this.session = session;
        Map<String, NodeInfo> infos = session.getInputInfo();
        if (infos.size() != 1) {
            throw new UnexpectedTensorException(model, "inputs", "exactly one", infos.keySet() + "");
        }
        NodeInfo info = infos.values().iterator().next();
        this.input = inputSpec(model, info);
        this.inputBuffer = DirectMemory.allocate(input.sizeBytes());
        this.inputTensor =
                OnnxTensor.createTensor(environment, inputBuffer, toLongs(input.shape()), OnnxJavaType.FLOAT);
        this.inputs = Map.of(info.getName(), inputTensor);
    }

    static OnnxSession open(Path file, EngineOptions options) {
        try (FileChannel channel = FileChannel.open(file)) {
            return open(file.toString(), channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()), options);
        } catch (IOException e) {
            throw new UnreadableModelException(file.toString(), e);
        }
    }

    static OnnxSession open(String model, ByteBuffer bytes, EngineOptions options) {
        OnnxContents.requireSelfContained(model, bytes);
        OrtEnvironment environment = OnnxEnvironment.get();
        OrtSession session;
        try (OrtSession.SessionOptions settings = new OrtSession.SessionOptions()) {
            apply(options, settings);
            session = environment.createSession(DirectMemory.of(bytes), settings);
        } catch (OrtException e) {
            throw refusal(model, e);
        }
        try {
            return new OnnxSession(model, environment, session);
        } catch (OrtException e) {
            closeQuietly(session, e);
            throw new CorruptModelException(model, message(e), e);
        } catch (EngineException e) {
            closeQuietly(session, e);
            throw e;
        }
    }

    /**
     * Writes what the runtime makes of a model before it runs it: operators joined, replaced by those of this machine, or left out.
     */
    static void writeOptimized(String model, ByteBuffer bytes, EngineOptions options, Path file) {
        OnnxContents.requireSelfContained(model, bytes);
        OrtEnvironment environment = OnnxEnvironment.get();
        try (OrtSession.SessionOptions settings = new OrtSession.SessionOptions()) {
            apply(options, settings);
            settings.setOptimizedModelFilePath(file.toString());
            // It warns that the file is good for this machine only, which is what it is wanted for.
            settings.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            environment.createSession(DirectMemory.of(bytes), settings).close();
        } catch (OrtException e) {
            throw refusal(model, e);
        }
    }

    private static void apply(EngineOptions options, OrtSession.SessionOptions settings) throws OrtException {
        settings.setIntraOpNumThreads(options.threads());
        settings.setInterOpNumThreads(1);
        // A spinning pool burns a core between two frames of a paced camera.
        settings.addConfigEntry("session.intra_op.allow_spinning", "0");
        settings.addConfigEntry("session.inter_op.allow_spinning", "0");
    }

    private static EngineException refusal(String model, OrtException e) {
        if (isOperatorUnknown(e)) {
            return new UnknownOperatorException(model, "of the model", "is unknown to ONNX Runtime: " + message(e), e);
        }
        return new CorruptModelException(model, message(e), e);
    }

    private static void closeQuietly(OrtSession session, Exception reason) {
        try {
            session.close();
        } catch (OrtException e) {
            reason.addSuppressed(e);
        }
    }

    /** The runtime has codes for what it lacks, but calls an operator that it never heard of an invalid graph. */
    private static boolean isOperatorUnknown(OrtException e) {
        return e.getCode() == OrtException.OrtErrorCode.ORT_NOT_IMPLEMENTED
                || message(e).contains("No Op registered")
                || message(e).contains("not a registered function/op");
    }

    private static String message(OrtException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    String model() {
        return model;
    }

    TensorSpec input() {
        return input;
    }

    ByteBuffer inputBuffer() {
        return inputBuffer;
    }

    String runtime() {
        return "ONNX Runtime " + environment.getVersion();
    }

    List<String> outputNames() {
        return List.copyOf(session.getOutputNames());
    }

    /** A tensor over {@code memory} which {@link #run(Map)} can write to. */
    OnnxTensor outputTensor(ByteBuffer memory, long[] shape) {
        try {
            return OnnxTensor.createTensor(environment, memory, shape, OnnxJavaType.FLOAT);
        } catch (OrtException e) {
            throw new InferenceException(model, message(e), e);
        }
    }

    /** The shape of a float output with a batch of one. */
    long[] outputShape(String name) {
        TensorInfo info = tensorInfo(name);
        long[] shape = batchOfOne(info.getShape());
        boolean isVector =
                shape.length >= 2 && shape[0] == 1 && Arrays.stream(shape).allMatch(size -> size > 0);
        if (info.type != OnnxJavaType.FLOAT || !isVector) {
            throw new UnexpectedTensorException(model, name, "floats of known shape with a batch of 1", describe(info));
        }
        return shape;
    }

    /** Whether the output is a tensor of floats. */
    boolean isFloat(String name) {
        return tensorInfo(name).type == OnnxJavaType.FLOAT;
    }

    private TensorInfo tensorInfo(String name) {
        try {
            NodeInfo info = session.getOutputInfo().get(name);
            if (info == null) {
                throw new MissingOutputException(model, name, outputNames());
            }
            return tensorInfo(model, info);
        } catch (OrtException e) {
            throw new CorruptModelException(model, message(e), e);
        }
    }

    private static TensorInfo tensorInfo(String model, NodeInfo info) {
        if (info.getInfo() instanceof TensorInfo tensor) {
            return tensor;
        }
        throw new UnexpectedTensorException(
                model, info.getName(), "a tensor", info.getInfo().toString());
    }

    private static TensorSpec inputSpec(String model, NodeInfo info) {
        TensorInfo tensor = tensorInfo(model, info);
        long[] shape = batchOfOne(tensor.getShape());
        if (tensor.type != OnnxJavaType.FLOAT || shape.length != 4) {
            throw new UnexpectedTensorException(model, info.getName(), "floats of four dimensions", describe(tensor));
        }
        List<Integer> sizes = new ArrayList<>();
        for (long size : shape) {
            sizes.add((int) Math.max(-1, Math.min(Integer.MAX_VALUE, size)));
        }
        try {
            boolean isPlanar = shape[1] == 1 || shape[1] == 3;
            return TensorSpec.ofFloats(sizes, isPlanar ? TensorLayout.NCHW : TensorLayout.NHWC);
        } catch (IllegalArgumentException e) {
            throw new UnexpectedTensorException(
                    model, info.getName(), "one image of 1 or 3 channels and known size", describe(tensor));
        }
    }

    private static long[] batchOfOne(long[] shape) {
        long[] known = shape.clone();
        if (known.length > 0 && known[0] == -1) {
            known[0] = 1;
        }
        return known;
    }

    private static String describe(TensorInfo info) {
        return info.type + Arrays.toString(info.getShape());
    }

    private static long[] toLongs(List<Integer> shape) {
        return shape.stream().mapToLong(Integer::longValue).toArray();
    }

    /** Runs into the given tensors; outputs without a tensor are not computed. */
    void run(Map<String, OnnxTensor> outputs) {
        try {
            // The result owns none of the pinned tensors, so that closing it keeps them.
            session.run(inputs, Set.of(), outputs).close();
        } catch (OrtException e) {
            throw new InferenceException(model, message(e), e);
        }
    }

    /** Runs and gives the runtime's own tensors, which the caller closes. */
    OrtSession.Result run(Set<String> outputs) {
        try {
            return session.run(inputs, outputs);
        } catch (OrtException e) {
            throw new InferenceException(model, message(e), e);
        }
    }

    @Override
    public void close() {
        inputTensor.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new InferenceException(model, message(e), e);
        }
    }
}
