package io.vedette.trainer.onnx;

import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.Operator;
import io.vedette.trainer.graph.Operator.BatchNorm;
import io.vedette.trainer.graph.Operator.Convolution;
import io.vedette.trainer.graph.Operator.Flatten;
import io.vedette.trainer.graph.Operator.GlobalAveragePool;
import io.vedette.trainer.graph.Operator.Linear;
import io.vedette.trainer.graph.Operator.Relu;
import io.vedette.trainer.graph.UnsupportedOperatorException;
import io.vedette.trainer.graph.WeightRole;
import io.vedette.trainer.graph.Window;
import java.util.List;
import java.util.Map;

/** The ONNX form of each operator: its type, the order of its weights, its attributes. */
final class OnnxOperators {
    private OnnxOperators() {}

    record Form(String type, List<WeightRole> weights, Map<String, ?> attributes) {}

    static Form formOf(Node node) {
        Operator operator = node.operator();
        if (operator instanceof Convolution convolution) {
            return new Form("Conv", List.of(WeightRole.WEIGHT, WeightRole.BIAS), attributes(convolution));
        }
        if (operator instanceof BatchNorm norm) {
            return new Form(
                    "BatchNormalization",
                    List.of(WeightRole.GAMMA, WeightRole.BETA, WeightRole.MEAN, WeightRole.VARIANCE),
                    Map.of("epsilon", norm.epsilon()));
        }
        if (operator instanceof Relu) {
            return new Form("Relu", List.of(), Map.of());
        }
        if (operator instanceof GlobalAveragePool) {
            return new Form("GlobalAveragePool", List.of(), Map.of());
        }
        if (operator instanceof Flatten) {
            return new Form("Flatten", List.of(), Map.of("axis", 1L));
        }
        if (operator instanceof Linear) {
            return new Form("Gemm", List.of(WeightRole.WEIGHT, WeightRole.BIAS), Map.of("transB", 1L));
        }
        throw new UnsupportedOperatorException("ONNX", node, "this is a fault of the program");
    }

    private static Map<String, ?> attributes(Convolution convolution) {
        Window window = convolution.window();
        return Map.of(
                "kernel_shape",
                List.of(window.height(), window.width()),
                "strides",
                List.of(window.verticalStride(), window.horizontalStride()),
                "pads",
                List.of(
                        window.padding().top(),
                        window.padding().left(),
                        window.padding().bottom(),
                        window.padding().right()),
                "group",
                (long) convolution.groups());
    }
}
