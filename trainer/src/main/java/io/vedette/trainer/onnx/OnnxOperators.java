package io.vedette.trainer.onnx;

import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.UnsupportedOperatorException;
import io.vedette.trainer.graph.operator.Activation;
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
import io.vedette.trainer.graph.operator.Sigmoid;
import io.vedette.trainer.graph.operator.Silu;
import io.vedette.trainer.graph.operator.Softmax;
import io.vedette.trainer.graph.operator.Transpose;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.graph.operator.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes nodes as operators of a file. */
final class OnnxOperators {
    private static final int CHANNEL_AXIS = 1;

    /**
     * A zero with a sign. ONNX Runtime makes a padding with plain zeros part of the pool behind it, where what lies beyond the edge does not
     * count ({@code pad_fusion.cc}).
     */
    private static final float UNFUSED_ZERO = -0f;

    private final OnnxModel model;

    OnnxOperators(OnnxModel model) {
        this.model = model;
    }

    /** The weights an operator reads, in the file's order. */
    static List<WeightRole> weights(Operator operator) {
        return operator instanceof BatchNorm
                ? List.of(WeightRole.GAMMA, WeightRole.BETA, WeightRole.MEAN, WeightRole.VARIANCE)
                : List.of(WeightRole.WEIGHT, WeightRole.BIAS);
    }

    /**
     * Writes a node.
     *
     * @param inputs names in the file of what the node reads, then of its weights
     */
    void write(Node node, List<String> inputs, String output) {
        Operator operator = node.operator();
        if (operator instanceof Activation activation) {
            write(activation, inputs.get(0), output);
        } else if (operator instanceof Convolution convolution) {
            Map<String, Object> attributes = window(convolution.window());
            attributes.put(
                    "dilations",
                    List.of(
                            convolution.window().verticalDilation(),
                            convolution.window().horizontalDilation()));
            attributes.put("group", (long) convolution.groups());
            model.node("Conv", inputs, output, attributes);
        } else if (operator instanceof BatchNorm norm) {
            model.node("BatchNormalization", inputs, output, Map.of("epsilon", norm.epsilon()));
        } else if (operator instanceof Linear) {
            model.node("Gemm", inputs, output, Map.of("transB", 1L));
        } else if (operator instanceof MaxPool pool) {
            model.node("MaxPool", inputs, output, window(pool.window()));
        } else if (operator instanceof AveragePool pool) {
            Map<String, Object> attributes = window(pool.window());
            attributes.put("count_include_pad", pool.countsPadding() ? 1L : 0L);
            model.node("AveragePool", inputs, output, attributes);
        } else if (operator instanceof Pad pad) {
            Padding padding = pad.padding();
            List<Integer> ends = List.of(0, 0, padding.top(), padding.left(), 0, 0, padding.bottom(), padding.right());
            List<String> all = with(inputs, model.longs(output + "/pads", ends));
            model.node("Pad", with(all, model.scalar(output + "/zero", UNFUSED_ZERO)), output, Map.of());
        } else if (operator instanceof Reshape reshape) {
            List<Integer> shape = new ArrayList<>(List.of(1));
            shape.addAll(reshape.shape().dimensions());
            model.node("Reshape", with(inputs, model.longs(output + "/shape", shape)), output, Map.of());
        } else if (operator instanceof Transpose transpose) {
            List<Integer> axes = new ArrayList<>(List.of(0));
            transpose.axes().forEach(axis -> axes.add(axis + 1));
            model.node("Transpose", inputs, output, Map.of("perm", axes));
        } else if (operator instanceof Concat) {
            model.node("Concat", inputs, output, Map.of("axis", (long) CHANNEL_AXIS));
        } else if (operator instanceof Flatten) {
            model.node("Flatten", inputs, output, Map.of("axis", (long) CHANNEL_AXIS));
        } else if (operator instanceof Softmax) {
            model.node("Softmax", inputs, output, Map.of("axis", (long) CHANNEL_AXIS));
        } else if (operator instanceof GlobalAveragePool) {
            model.node("GlobalAveragePool", inputs, output, Map.of());
        } else if (operator instanceof Add) {
            model.node("Add", inputs, output, Map.of());
        } else if (operator instanceof Multiply) {
            model.node("Mul", inputs, output, Map.of());
        } else if (operator instanceof Identity || operator instanceof Dropout) {
            model.node("Identity", inputs, output, Map.of());
        } else {
            throw new UnsupportedOperatorException("ONNX", node, "this is a fault of the program");
        }
    }

    /** Writes an activation, which may be one that was fused with the node before. */
    void write(Activation activation, String input, String output) {
        if (activation instanceof Relu) {
            model.node("Relu", List.of(input), output, Map.of());
        } else if (activation instanceof Relu6) {
            String lowest = model.scalar(output + "/lowest", 0);
            String highest = model.scalar(output + "/highest", 6);
            model.node("Clip", List.of(input, lowest, highest), output, Map.of());
        } else if (activation instanceof LeakyRelu relu) {
            model.node("LeakyRelu", List.of(input), output, Map.of("alpha", relu.slope()));
        } else if (activation instanceof HardSwish) {
            model.node("HardSwish", List.of(input), output, Map.of());
        } else if (activation instanceof HardSigmoid) {
            model.node("HardSigmoid", List.of(input), output, Map.of("alpha", 1 / 6f, "beta", 0.5f));
        } else if (activation instanceof Sigmoid) {
            model.node("Sigmoid", List.of(input), output, Map.of());
        } else if (activation instanceof Silu) {
            model.node("Sigmoid", List.of(input), output + "/gate", Map.of());
            model.node("Mul", List.of(input, output + "/gate"), output, Map.of());
        } else {
            throw new IllegalStateException("No ONNX form for " + activation + ": this is a fault of the program");
        }
    }

    private static List<String> with(List<String> inputs, String constant) {
        List<String> all = new ArrayList<>(inputs);
        all.add(constant);
        return all;
    }

    private static Map<String, Object> window(Window window) {
        Padding padding = window.padding();
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("kernel_shape", List.of(window.height(), window.width()));
        attributes.put("strides", List.of(window.verticalStride(), window.horizontalStride()));
        attributes.put("pads", List.of(padding.top(), padding.left(), padding.bottom(), padding.right()));
        return attributes;
    }
}
