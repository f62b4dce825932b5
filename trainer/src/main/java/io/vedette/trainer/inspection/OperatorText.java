package io.vedette.trainer.inspection;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Layer;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.operator.AveragePool;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.MaxPool;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.Window;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an operator does, in a few words. */
final class OperatorText {
    private OperatorText() {}

    /** The operators of a layer, joined. */
    static String of(Graph graph, Layer layer) {
        return layer.nodes().stream().map(node -> of(graph, node)).collect(Collectors.joining(", "));
    }

    private static String of(Graph graph, Node node) {
        Operator operator = node.operator();
        if (operator instanceof Convolution convolution) {
            return convolution(convolution, graph.inputShapes(node).get(0).channels());
        }
        if (operator instanceof Linear) {
            return "linear";
        }
        if (operator instanceof MaxPool pool) {
            return "max pool " + window(pool.window());
        }
        if (operator instanceof AveragePool pool) {
            return "average pool " + window(pool.window());
        }
        return words(operator.getClass().getSimpleName());
    }

    private static String convolution(Convolution convolution, int inputChannels) {
        if (convolution.isDepthwise(inputChannels)) {
            return "depthwise " + window(convolution.window());
        }
        String groups = convolution.groups() == 1 ? "" : " in " + convolution.groups() + " groups";
        return "convolution " + window(convolution.window()) + groups;
    }

    /** Size, then steps after a slash and dilation after an at sign where they are not one. */
    private static String window(Window window) {
        String size = window.height() + "×" + window.width();
        String steps = pair("/", window.verticalStride(), window.horizontalStride());
        return size + steps + pair("@", window.verticalDilation(), window.horizontalDilation());
    }

    private static String pair(String sign, int vertical, int horizontal) {
        if (vertical == 1 && horizontal == 1) {
            return "";
        }
        return sign + (vertical == horizontal ? String.valueOf(vertical) : vertical + "×" + horizontal);
    }

    /** The words of a class's name; what is written with a digit stays one word. */
    private static String words(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
