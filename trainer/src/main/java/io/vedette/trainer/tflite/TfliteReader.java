package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.GraphStorage;
import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.QuantizedType;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.pass.RecombineActivations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tensorflow.lite.schema.TensorType;

/**
 * Reads a TFLite file, in floats or integers, as a graph in floats.
 *
 * <p>Integers become the real numbers they stand for, maps turn from one, height, width, channels to channels, height, width, and a softmax at
 * the end is left out: the logits are what it reads. A file with one output needs nothing else; of several, one must be named {@code logits},
 * and one may be named {@code embedding}.
 *
 * <p>Whatever a file claims, reading it takes no more than 64 bytes of memory for each of its own and 8 MiB.
 */
public final class TfliteReader {
    private TfliteReader() {}

    /**
     * The network in a file.
     *
     * @throws TfliteFileException when it is damaged or no graph can be made of it
     */
    public static Graph read(Path file) throws IOException {
        return readNetwork(file).graph();
    }

    /** The network in a file's bytes. */
    public static Graph read(byte[] file) {
        return readNetwork(file).graph();
    }

    /** The network in a file, with what the file says of its pictures. */
    public static TfliteNetwork readNetwork(Path file) throws IOException {
        long size = Files.size(file);
        if (size > TfliteContents.MOST_BYTES) {
            throw new TfliteFileException(
                    "has " + size + " bytes where at most " + TfliteContents.MOST_BYTES + " are read");
        }
        return readNetwork(Files.readAllBytes(file));
    }

    /** The network in a file's bytes, with what the file says of its pictures. */
    public static TfliteNetwork readNetwork(byte[] file) {
        TfliteContents contents = TfliteContents.open(file);
        FileTensor input = requireInput(contents);
        List<Integer> shape = input.shape();
        boolean isPlanar = isColours(shape.get(1)) && !isColours(shape.get(3));
        Shape picture = isPlanar
                ? Shape.of(shape.get(1), shape.get(2), shape.get(3))
                : Shape.of(shape.get(3), shape.get(1), shape.get(2));
        FileValues values = new FileValues();
        values.putInput(
                input,
                isPlanar
                        ? FileValue.inGraphOrder(Graph.INPUT, Graph.INPUT, picture, shape)
                        : FileValue.inFileOrder(Graph.INPUT, Graph.INPUT, picture, shape));
        GraphAssembly assembly = new GraphAssembly(picture);
        GraphStorage.Builder storage = new GraphStorage.Builder();
        input.findValueStorage().ifPresent(integers -> storage.value(Graph.INPUT, integers));
        OperatorReader reader = new OperatorReader(assembly, values, new FileConstants(file.length), storage);
        for (FileOperator operator : contents.operators()) {
            reader.read(operator);
        }
        FileOutputs outputs = FileOutputs.find(contents, assembly, values);
        Graph graph = new Graph(contents.name(), picture, assembly.nodes(), outputs.logits(), outputs.embedding());
        Graph recombined = new RecombineActivations().apply(graph);
        return new TfliteNetwork(
                recombined,
                new TfliteInput(input.name(), quantization(input)),
                storage.build().of(recombined));
    }

    private static FileTensor requireInput(TfliteContents contents) {
        List<FileTensor> inputs = contents.inputs();
        if (inputs.size() != 1) {
            throw new TfliteFileException("has " + inputs.size() + " inputs where one picture is needed");
        }
        FileTensor input = inputs.get(0);
        List<Integer> shape = input.shape();
        if (shape.size() != 4 || shape.get(0) != 1) {
            throw input.problem("must have shape [1, height, width, channels] but has " + shape);
        }
        if (input.isConstant() || input.isVariable()) {
            throw input.problem("must be a picture but has a content of its own");
        }
        return input;
    }

    private static boolean isColours(int channels) {
        return channels == 1 || channels == 3;
    }

    private static Optional<QuantizationParameters> quantization(FileTensor input) {
        QuantizedType type =
                switch (input.type()) {
                    case TensorType.FLOAT32 -> null;
                    case TensorType.INT8 -> QuantizedType.INT8;
                    case TensorType.UINT8 -> QuantizedType.UINT8;
                    default ->
                        throw input.problem(
                                "must be FLOAT32, INT8 or UINT8 but is " + FileTensor.typeName(input.type()));
                };
        if (type == null) {
            return Optional.empty();
        }
        float[] scales = input.scales();
        if (scales.length != 1) {
            throw input.problem("must have one scale but has " + scales.length);
        }
        return Optional.of(QuantizationParameters.perTensor(type, scales[0], input.zeroPoints(1)[0]));
    }
}
