package io.vedette.trainer.importing;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.GraphFile;
import io.vedette.trainer.graph.GraphFileException;
import io.vedette.trainer.graph.GraphStorage;
import io.vedette.trainer.onnx.FinalSoftmax;
import io.vedette.trainer.onnx.OnnxNetwork;
import io.vedette.trainer.onnx.OnnxReader;
import io.vedette.trainer.tflite.TfliteFileException;
import io.vedette.trainer.tflite.TfliteInput;
import io.vedette.trainer.tflite.TfliteNetwork;
import io.vedette.trainer.tflite.TfliteReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file that holds a network, whatever its name: its first bytes tell the format. */
public final class NetworkFile {
    /** The readers refuse what is longer than this, but the file would be in memory by then. */
    private static final long MOST_BYTES = 1L << 30;

    /** A file's content is in memory beside its weights, which take as much at least. */
    private static final int LEAST_COPIES = 2;

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] GRAPH = "VEDETTEG".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TFLITE = "TFL3".getBytes(StandardCharsets.US_ASCII);
    private static final int TFLITE_PLACE = 4;
    private static final int BEGINNING_BYTES = 8;

    /** The highest number of a field of an ONNX model; its tag's lower three bits tell how the field is written. */
    private static final int LAST_ONNX_FIELD = 25;

    private NetworkFile() {}

    /** Whether a file is a zip, as a bundle is. */
    public static boolean isZip(Path file) throws IOException {
        return startsWith(beginning(file), 0, ZIP);
    }

    /**
     * The network in a file.
     *
     * @throws NetworkFileException or an exception of its format's reader when there is none that can be read
     */
    public static ImportedNetwork read(Path file) throws IOException {
        return read(file, Runtime.getRuntime().maxMemory());
    }

    /**
     * The same.
     *
     * @param memoryBytes that this process may take
     */
    static ImportedNetwork read(Path file, long memoryBytes) throws IOException {
        requireFile(file);
        byte[] beginning = beginning(file);
        boolean isGraph = startsWith(beginning, 0, GRAPH);
        long sizeBytes = Files.size(file);
        if (!isGraph) {
            requireReadable(file, sizeBytes, beginning);
        }
        if (sizeBytes > memoryBytes / LEAST_COPIES) {
            throw needsMoreMemory(file, sizeBytes, memoryBytes, null);
        }
        try {
            return isGraph ? readGraph(file) : parse(file, Files.readAllBytes(file));
        } catch (OutOfMemoryError e) {
            throw needsMoreMemory(file, sizeBytes, memoryBytes, e);
        }
    }

    private static void requireReadable(Path file, long sizeBytes, byte[] beginning) {
        if (sizeBytes > MOST_BYTES) {
            throw new NetworkFileException(
                    "File", file, "has " + sizeBytes + " bytes but at most " + MOST_BYTES + " are read", null);
        }
        requireModel(file, beginning);
    }

    /** Integers become floats, so that only reading tells how much a file takes in all. */
    private static NetworkFileException needsMoreMemory(
            Path file, long sizeBytes, long memoryBytes, @Nullable OutOfMemoryError cause) {
        return new NetworkFileException(
                "File",
                file,
                "has " + sizeBytes + " bytes, and reading it takes more memory than the " + memoryBytes
                        + " bytes that this process may have; -Xmx gives it more, such as VEDETTE_JAVA_OPTIONS=-Xmx4g",
                cause);
    }

    /**
     * The network in a file's content.
     *
     * @param file what it is called in messages
     */
    public static ImportedNetwork read(Path file, byte[] content) {
        try {
            return parse(file, content);
        } catch (OutOfMemoryError e) {
            throw needsMoreMemory(file, content.length, Runtime.getRuntime().maxMemory(), e);
        }
    }

    private static ImportedNetwork parse(Path file, byte[] content) {
        if (startsWith(content, TFLITE_PLACE, TFLITE)) {
            return readTflite(file, content);
        }
        requireModel(file, Arrays.copyOf(content, Math.min(content.length, BEGINNING_BYTES)));
        OnnxNetwork network = OnnxReader.readNetwork(file.toString(), content, FinalSoftmax.DROPPED);
        return new ImportedNetwork(
                NetworkFormat.ONNX, network.graph(), network.storage(), Optional.empty(), content.length);
    }

    private static void requireFile(Path file) {
        if (Files.isDirectory(file)) {
            throw new NetworkFileException("Folder", file, "is no file; name a file in it", null);
        }
        if (!Files.exists(file)) {
            throw new NetworkFileException("File", file, "is not there", null);
        }
    }

    private static byte[] beginning(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(BEGINNING_BYTES);
        }
    }

    private static boolean startsWith(byte[] content, int place, byte[] expected) {
        int end = place + expected.length;
        return content.length >= end && Arrays.equals(content, place, end, expected, 0, expected.length);
    }

    private static void requireModel(Path file, byte[] beginning) {
        if (beginning.length == 0) {
            throw new NetworkFileException("File", file, "is empty", null);
        }
        boolean isTflite = startsWith(beginning, TFLITE_PLACE, TFLITE);
        int field = Byte.toUnsignedInt(beginning[0]) >> 3;
        int writing = beginning[0] & 7;
        boolean maybeOnnx = field >= 1 && field <= LAST_ONNX_FIELD && (writing == 0 || writing == 2);
        if (startsWith(beginning, 0, ZIP) || !(isTflite || maybeOnnx)) {
            throw new NetworkFileException(
                    "File",
                    file,
                    "is neither an ONNX nor a TensorFlow Lite file: it begins with bytes "
                            + HexFormat.ofDelimiter(" ").formatHex(beginning),
                    null);
        }
    }

    private static ImportedNetwork readTflite(Path file, byte[] content) {
        try {
            TfliteNetwork network = TfliteReader.readNetwork(content);
            return new ImportedNetwork(
                    NetworkFormat.TFLITE,
                    network.graph(),
                    network.storage(),
                    Optional.of(network.input()).flatMap(TfliteInput::range),
                    content.length);
        } catch (TfliteFileException e) {
            throw new NetworkFileException("TensorFlow Lite file", file, e.problem(), e);
        }
    }

    private static ImportedNetwork readGraph(Path file) throws IOException {
        try {
            Graph graph = GraphFile.read(file);
            return new ImportedNetwork(
                    NetworkFormat.GRAPH, graph, GraphStorage.FLOATS, Optional.empty(), Files.size(file));
        } catch (GraphFileException e) {
            throw new NetworkFileException("Graph file", file, e.problem(), e);
        }
    }
}
