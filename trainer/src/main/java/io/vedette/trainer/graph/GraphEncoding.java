package io.vedette.trainer.graph;

import io.vedette.trainer.graph.operator.Add;
import io.vedette.trainer.graph.operator.AveragePool;
import io.vedette.trainer.graph.operator.BatchNorm;
import io.vedette.trainer.graph.operator.Concat;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Dropout;
import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.GlobalAveragePool;
import io.vedette.trainer.graph.operator.HardSigmoid;
import io.vedette.trainer.graph.operator.HardSwish;
import io.vedette.trainer.graph.operator.Identity;
import io.vedette.trainer.graph.operator.LeakyRelu;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.MaxPool;
import io.vedette.trainer.graph.operator.Multiply;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.Pad;
import io.vedette.trainer.graph.operator.Padding;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Relu6;
import io.vedette.trainer.graph.operator.Reshape;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.Sigmoid;
import io.vedette.trainer.graph.operator.Silu;
import io.vedette.trainer.graph.operator.Softmax;
import io.vedette.trainer.graph.operator.Transpose;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.graph.operator.Window;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The bytes of a graph inside a {@link GraphFile}.
 *
 * <pre>
 *   graph     text name · shape input · list of nodes · text logits · text embedding
 *   node      text name · operator · list of text inputs · text output · list of weights
 *   operator  text kind · its components in order: int32, float32, shape, padding, or window
 *   window    int32 height, width, vertical stride, horizontal stride · padding · int32 vertical dilation, horizontal dilation
 *   padding   int32 top, left, bottom, right
 *   weight    text role · shape · float32 × elements
 *   shape     list of int32
 *   list      int32 count · the elements
 *   text      int32 bytes · UTF-8
 * </pre>
 */
final class GraphEncoding {
    private GraphEncoding() {}

    static byte[] encode(Graph graph) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writeText(out, graph.name());
            writeShape(out, graph.input());
            out.writeInt(graph.nodes().size());
            for (Node node : graph.nodes()) {
                writeNode(out, node);
            }
            writeText(out, graph.logits());
            writeText(out, graph.embedding());
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not refuse bytes", e);
        }
        return bytes.toByteArray();
    }

    private static void writeNode(DataOutputStream out, Node node) throws IOException {
        writeText(out, node.name());
        writeOperator(out, node);
        out.writeInt(node.inputs().size());
        for (String input : node.inputs()) {
            writeText(out, input);
        }
        writeText(out, node.output());
        out.writeInt(node.weights().size());
        for (Map.Entry<WeightRole, Tensor> weight : node.weights().entrySet()) {
            writeText(out, weight.getKey().name());
            writeShape(out, weight.getValue().shape());
            ByteBuffer values = ByteBuffer.allocate(weight.getValue().elements() * Float.BYTES);
            values.asFloatBuffer().put(weight.getValue().asBuffer());
            out.write(values.array());
        }
    }

    private static void writeOperator(DataOutputStream out, Node node) throws IOException {
        Operator operator = node.operator();
        writeText(out, operator.getClass().getSimpleName());
        if (operator instanceof Convolution convolution) {
            out.writeInt(convolution.outputChannels());
            writeWindow(out, convolution.window());
            out.writeInt(convolution.groups());
        } else if (operator instanceof BatchNorm norm) {
            out.writeFloat(norm.epsilon());
        } else if (operator instanceof Linear linear) {
            out.writeInt(linear.outputs());
        } else if (operator instanceof LeakyRelu relu) {
            out.writeFloat(relu.slope());
        } else if (operator instanceof Pad pad) {
            writePadding(out, pad.padding());
        } else if (operator instanceof MaxPool pool) {
            writeWindow(out, pool.window());
        } else if (operator instanceof AveragePool pool) {
            writeWindow(out, pool.window());
            out.writeInt(pool.countsPadding() ? 1 : 0);
        } else if (operator instanceof Reshape reshape) {
            writeShape(out, reshape.shape());
        } else if (operator instanceof Transpose transpose) {
            for (int axis : transpose.axes()) {
                out.writeInt(axis);
            }
        } else if (operator instanceof Dropout dropout) {
            out.writeFloat(dropout.rate());
        } else if (operator.getClass().getRecordComponents().length > 0) {
            throw new UnsupportedOperatorException("The graph file", node, "this is a fault of the program");
        }
    }

    private static void writeWindow(DataOutputStream out, Window window) throws IOException {
        out.writeInt(window.height());
        out.writeInt(window.width());
        out.writeInt(window.verticalStride());
        out.writeInt(window.horizontalStride());
        writePadding(out, window.padding());
        out.writeInt(window.verticalDilation());
        out.writeInt(window.horizontalDilation());
    }

    private static void writePadding(DataOutputStream out, Padding padding) throws IOException {
        out.writeInt(padding.top());
        out.writeInt(padding.left());
        out.writeInt(padding.bottom());
        out.writeInt(padding.right());
    }

    private static void writeShape(DataOutputStream out, Shape shape) throws IOException {
        out.writeInt(shape.rank());
        for (int dimension : shape.dimensions()) {
            out.writeInt(dimension);
        }
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Decodes all of a buffer; an {@link IllegalArgumentException} or {@link InvalidGraphException} says what is wrong with it. */
    static Graph decode(ByteBuffer in) {
        try {
            String name = readText(in);
            Shape input = readShape(in);
            List<Node> nodes = new ArrayList<>();
            for (int left = readCount(in); left > 0; left--) {
                nodes.add(readNode(in));
            }
            Graph graph = new Graph(name, input, nodes, readText(in), readText(in));
            if (in.hasRemaining()) {
                throw new IllegalArgumentException(in.remaining() + " bytes follow the end of the graph");
            }
            return graph;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the graph goes on beyond the end of the file", e);
        }
    }

    private static Node readNode(ByteBuffer in) {
        String name = readText(in);
        Operator operator = readOperator(in);
        List<String> inputs = new ArrayList<>();
        for (int left = readCount(in); left > 0; left--) {
            inputs.add(readText(in));
        }
        String output = readText(in);
        Map<WeightRole, Tensor> weights = new EnumMap<>(WeightRole.class);
        for (int left = readCount(in); left > 0; left--) {
            weights.put(WeightRole.valueOf(readText(in)), readTensor(in));
        }
        return new Node(name, operator, inputs, output, weights);
    }

    private static Operator readOperator(ByteBuffer in) {
        String kind = readText(in);
        return switch (kind) {
            case "Add" -> new Add();
            case "AveragePool" -> new AveragePool(readWindow(in), in.getInt() != 0);
            case "BatchNorm" -> new BatchNorm(in.getFloat());
            case "Concat" -> new Concat();
            case "Convolution" -> new Convolution(in.getInt(), readWindow(in), in.getInt());
            case "Dropout" -> new Dropout(in.getFloat());
            case "Flatten" -> new Flatten();
            case "GlobalAveragePool" -> new GlobalAveragePool();
            case "HardSigmoid" -> new HardSigmoid();
            case "HardSwish" -> new HardSwish();
            case "Identity" -> new Identity();
            case "LeakyRelu" -> new LeakyRelu(in.getFloat());
            case "Linear" -> new Linear(in.getInt());
            case "MaxPool" -> new MaxPool(readWindow(in));
            case "Multiply" -> new Multiply();
            case "Pad" -> new Pad(readPadding(in));
            case "Relu" -> new Relu();
            case "Relu6" -> new Relu6();
            case "Reshape" -> new Reshape(readShape(in));
            case "Sigmoid" -> new Sigmoid();
            case "Silu" -> new Silu();
            case "Softmax" -> new Softmax();
            case "Transpose" -> new Transpose(List.of(in.getInt(), in.getInt(), in.getInt()));
            default -> throw new IllegalArgumentException("there is no operator " + kind);
        };
    }

    private static Window readWindow(ByteBuffer in) {
        return new Window(
                in.getInt(), in.getInt(), in.getInt(), in.getInt(), readPadding(in), in.getInt(), in.getInt());
    }

    private static Padding readPadding(ByteBuffer in) {
        return new Padding(in.getInt(), in.getInt(), in.getInt(), in.getInt());
    }

    private static Tensor readTensor(ByteBuffer in) {
        Shape shape = readShape(in);
        // Checked before anything is allocated, so that a damaged length cannot ask for more memory than the file has
        // bytes.
        if ((long) shape.elements() * Float.BYTES > in.remaining()) {
            throw new BufferUnderflowException();
        }
        float[] values = new float[shape.elements()];
        in.asFloatBuffer().get(values);
        in.position(in.position() + values.length * Float.BYTES);
        return Tensor.owning(shape, values);
    }

    private static Shape readShape(ByteBuffer in) {
        List<Integer> dimensions = new ArrayList<>();
        for (int left = readCount(in); left > 0; left--) {
            dimensions.add(in.getInt());
        }
        return new Shape(dimensions);
    }

    private static String readText(ByteBuffer in) {
        byte[] bytes = new byte[readCount(in)];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A count of things that take at least a byte each. */
    private static int readCount(ByteBuffer in) {
        int count = in.getInt();
        if (count < 0 || count > in.remaining()) {
            throw new BufferUnderflowException();
        }
        return count;
    }
}
