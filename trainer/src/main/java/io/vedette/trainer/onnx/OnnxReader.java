package io.vedette.trainer.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import io.vedette.trainer.graph.Graph;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads an ONNX file of an image classifier as a graph in floats, or throws an {@link OnnxFileException}; nothing is read by halves.
 *
 * <p>Files in floats and files between QuantizeLinear and DequantizeLinear are read, whose integers become the real numbers that they stand
 * for. The outputs are {@code logits}, or the only one, and {@code embedding}, or else what the last layer with weights reads.
 *
 * <p>Whatever a file claims, reading it takes no more than 64 bytes of memory for each of its own and 8 MiB: it has at most 1 GiB, of which at
 * most 16 MiB are something else than the numbers of its tensors, at most 100,000 nodes, and no more weights than four times its bytes and 2²⁰.
 */
public final class OnnxReader {
    /** The lowest operator set that is read. */
    public static final int LOWEST_OPSET = 7;

    /** The highest operator set that is read. */
    public static final int HIGHEST_OPSET = 21;

    private static final long MAX_FILE_BYTES = 1L << 30;
    private static final long MAX_STRUCTURE_BYTES = 16L << 20;
    private static final byte[] TFLITE = "TFL3".getBytes(StandardCharsets.US_ASCII);

    private OnnxReader() {}

    /** Reads a file, without a softmax at its end. */
    public static Graph read(Path file) throws IOException {
        return read(file, FinalSoftmax.DROPPED);
    }

    /** Reads a file. */
    public static Graph read(Path file, FinalSoftmax softmax) throws IOException {
        requireSize(file.toString(), Files.size(file));
        return read(file.toString(), Files.readAllBytes(file), softmax);
    }

    /** Reads the content of a file, without a softmax at its end. */
    public static Graph read(byte[] content) {
        return read("in memory", content, FinalSoftmax.DROPPED);
    }

    /**
     * Reads the content of a file.
     *
     * @param file what it is called in messages
     */
    public static Graph read(String file, byte[] content, FinalSoftmax softmax) {
        return readNetwork(file, content, softmax).graph();
    }

    /**
     * The network in the content of a file, with what the file says of its integers.
     *
     * @param file what it is called in messages
     */
    public static OnnxNetwork readNetwork(String file, byte[] content, FinalSoftmax softmax) {
        requireSize(file, content.length);
        ModelProto model = parse(file, content);
        if (!model.hasGraph()) {
            throw new OnnxFormatException(file, "holds no graph: it is no ONNX model, or was cut off");
        }
        return new OnnxImport(file, opset(file, model), model.getGraph(), softmax).run();
    }

    private static void requireSize(String file, long sizeBytes) {
        if (sizeBytes > MAX_FILE_BYTES) {
            throw new OnnxFormatException(
                    file, "has " + sizeBytes + " bytes but at most " + MAX_FILE_BYTES + " are read");
        }
    }

    private static ModelProto parse(String file, byte[] content) {
        if (content.length >= 8 && Arrays.equals(content, 4, 8, TFLITE, 0, 4)) {
            throw new OnnxFormatException(file, "is a TensorFlow Lite file");
        }
        try {
            long structureBytes = StructureSize.bytes(content);
            if (structureBytes > MAX_STRUCTURE_BYTES) {
                throw new OnnxFormatException(
                        file,
                        "holds " + structureBytes + " bytes besides the numbers of its tensors but at most "
                                + MAX_STRUCTURE_BYTES + " are read");
            }
            // The content outlives the message: no tensor needs to be copied.
            CodedInputStream input = UnsafeByteOperations.unsafeWrap(content).newCodedInput();
            input.enableAliasing(true);
            ModelProto model = ModelProto.parseFrom(input);
            input.checkLastTagWas(0);
            return model;
        } catch (IOException e) {
            throw new OnnxFormatException(
                    file, "is no ONNX model, or was cut off or altered: " + String.valueOf(e.getMessage()));
        }
    }

    private static int opset(String file, ModelProto model) {
        long opset = model.getOpsetImportList().stream()
                .filter(set -> set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx"))
                .mapToLong(OperatorSetIdProto::getVersion)
                .findFirst()
                .orElse(1);
        if (opset < LOWEST_OPSET || opset > HIGHEST_OPSET) {
            throw new OnnxOpsetException(file, opset, LOWEST_OPSET, HIGHEST_OPSET);
        }
        return (int) opset;
    }
}
