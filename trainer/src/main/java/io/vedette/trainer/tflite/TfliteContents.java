package io.vedette.trainer.tflite;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.SubGraph;

/**
 * A file whose parts, as far as they are read, lie inside of it.
 *
 * <p>Whatever the file claims, reading it takes memory for its own bytes and for {@link #MOST_ENTRIES} tensors and operators; see {@link
 * FileConstants} for the weights.
 */
final class TfliteContents {
    /** A billion bytes, so that places in the file are ints; the largest networks of the catalogue take 600 million. */
    static final int MOST_BYTES = 1 << 30;

    /** Most tensors, buffers and operators each; the deepest classifiers have a few thousand. */
    static final int MOST_ENTRIES = 1 << 16;

    private static final int SCHEMA_VERSION = 3;
    private static final int IDENTIFIER_PLACE = 4;
    private static final String IDENTIFIER = "TFL3";

    private final SubGraph graph;
    private final List<FileTensor> tensors = new ArrayList<>();
    private final List<FileOperator> operators = new ArrayList<>();

    private TfliteContents(Model model) {
        this.graph = model.subgraphs(0);
        for (int i = 0; i < graph.tensorsLength(); i++) {
            tensors.add(FileTensor.of(i, graph.tensors(i), model));
        }
        for (int i = 0; i < graph.operatorsLength(); i++) {
            operators.add(FileOperator.of(i, graph.operators(i), model, tensors));
        }
    }

    /**
     * Checks a file.
     *
     * @throws TfliteFileException when it is damaged, of another format or another version, or keeps parts elsewhere
     */
    static TfliteContents open(byte[] file) {
        if (file.length > MOST_BYTES) {
            throw new TfliteFileException("has " + file.length + " bytes where at most " + MOST_BYTES + " are read");
        }
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        requireIdentifier(file);
        verify(new FlatbufferBounds(bytes));
        Model model = Model.getRootAsModel(bytes);
        if (model.version() != SCHEMA_VERSION) {
            throw new TfliteFileException("has version " + model.version() + " of the format but only version "
                    + SCHEMA_VERSION + " is read");
        }
        return new TfliteContents(model);
    }

    private static void requireIdentifier(byte[] file) {
        int end = IDENTIFIER_PLACE + IDENTIFIER.length();
        if (file.length < end
                || !new String(file, IDENTIFIER_PLACE, IDENTIFIER.length(), StandardCharsets.ISO_8859_1)
                        .equals(IDENTIFIER)) {
            throw new TfliteFileException("is none: bytes 4 to 7 of one are " + IDENTIFIER);
        }
    }

    /** Checks each field that is read, by its number in the schema. */
    private static void verify(FlatbufferBounds bounds) {
        int model = bounds.root();
        bounds.number(model, 0, Integer.BYTES);
        for (int code : bounds.children(model, 1, MOST_ENTRIES)) {
            bounds.number(code, 0, 1);
            bounds.vector(code, 1, 1);
            bounds.number(code, 2, Integer.BYTES);
            bounds.number(code, 3, Integer.BYTES);
        }
        int[] graphs = bounds.children(model, 2, MOST_ENTRIES);
        if (graphs.length != 1) {
            throw new TfliteFileException("has " + graphs.length + " subgraphs where one is read");
        }
        verifyGraph(bounds, graphs[0]);
        for (int buffer : bounds.children(model, 4, MOST_ENTRIES)) {
            bounds.vector(buffer, 0, 1);
            if (bounds.number(buffer, 1, Long.BYTES) != 0 || bounds.number(buffer, 2, Long.BYTES) != 0) {
                throw new TfliteFileException("keeps a buffer behind its own end, which is not read");
            }
        }
        if (bounds.vector(model, 8, Integer.BYTES) != 0 || bounds.vector(model, 9, Integer.BYTES) != 0) {
            throw new TfliteFileException("keeps buffers in other files, which are not read");
        }
    }

    private static void verifyGraph(FlatbufferBounds bounds, int graph) {
        for (int tensor : bounds.children(graph, 0, MOST_ENTRIES)) {
            bounds.vector(tensor, 0, Integer.BYTES);
            bounds.number(tensor, 1, 1);
            bounds.number(tensor, 2, Integer.BYTES);
            bounds.vector(tensor, 3, 1);
            int quantization = bounds.child(tensor, 4);
            if (quantization != 0) {
                bounds.vector(quantization, 2, Float.BYTES);
                bounds.vector(quantization, 3, Long.BYTES);
                bounds.number(quantization, 4, 1);
                bounds.number(quantization, 6, Integer.BYTES);
            }
            bounds.number(tensor, 5, 1);
            bounds.child(tensor, 6);
            bounds.vector(tensor, 7, Integer.BYTES);
            if (bounds.number(tensor, 10, Integer.BYTES) != 0) {
                throw new TfliteFileException("keeps a tensor in another file, which is not read");
            }
        }
        bounds.vector(graph, 1, Integer.BYTES);
        bounds.vector(graph, 2, Integer.BYTES);
        for (int operator : bounds.children(graph, 3, MOST_ENTRIES)) {
            bounds.number(operator, 0, Integer.BYTES);
            bounds.vector(operator, 1, Integer.BYTES);
            bounds.vector(operator, 2, Integer.BYTES);
            verifyOptions(bounds, (byte) bounds.number(operator, 3, 1), bounds.child(operator, 4));
        }
        bounds.vector(graph, 4, 1);
    }

    private static void verifyOptions(FlatbufferBounds bounds, byte type, int options) {
        if (options == 0) {
            return;
        }
        switch (type) {
            case BuiltinOptions.Conv2DOptions -> numbers(bounds, options, 1, 4, 4, 1, 4, 4);
            case BuiltinOptions.DepthwiseConv2DOptions -> numbers(bounds, options, 1, 4, 4, 4, 1, 4, 4);
            case BuiltinOptions.Pool2DOptions -> numbers(bounds, options, 1, 4, 4, 4, 4, 1);
            case BuiltinOptions.FullyConnectedOptions -> numbers(bounds, options, 1, 1, 1, 1);
            case BuiltinOptions.ConcatenationOptions -> numbers(bounds, options, 4, 1);
            case BuiltinOptions.SoftmaxOptions, BuiltinOptions.LeakyReluOptions -> numbers(bounds, options, 4);
            case BuiltinOptions.AddOptions,
                    BuiltinOptions.SubOptions,
                    BuiltinOptions.MulOptions,
                    BuiltinOptions.DivOptions -> numbers(bounds, options, 1);
            default -> {
                // Of other operators nothing but their kind is read.
            }
        }
    }

    private static void numbers(FlatbufferBounds bounds, int table, int... sizes) {
        for (int field = 0; field < sizes.length; field++) {
            bounds.number(table, field, sizes[field]);
        }
    }

    String name() {
        String name = graph.nameAsByteBuffer() == null ? "" : FileTensor.text(graph.nameAsByteBuffer());
        return name.isBlank() ? "network" : name;
    }

    List<FileTensor> tensors() {
        return tensors;
    }

    List<FileOperator> operators() {
        return operators;
    }

    /** The tensors that come from outside. */
    List<FileTensor> inputs() {
        List<FileTensor> inputs = new ArrayList<>();
        for (int i = 0; i < requireFew("inputs", graph.inputsLength()); i++) {
            inputs.add(tensor(graph.inputs(i)));
        }
        return inputs;
    }

    /** The tensors that the outside reads. */
    List<FileTensor> outputs() {
        List<FileTensor> outputs = new ArrayList<>();
        for (int i = 0; i < requireFew("outputs", graph.outputsLength()); i++) {
            outputs.add(tensor(graph.outputs(i)));
        }
        return outputs;
    }

    private static int requireFew(String what, int count) {
        if (count > FileOperator.MOST_INPUTS) {
            throw new TfliteFileException(
                    "has " + count + " " + what + " where at most " + FileOperator.MOST_INPUTS + " are read");
        }
        return count;
    }

    private FileTensor tensor(int index) {
        if (index < 0 || index >= tensors.size()) {
            throw new TfliteFileException("names tensor " + index + " but has " + tensors.size());
        }
        return tensors.get(index);
    }
}
