package io.vedette.trainer.graph.pass;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.Activation;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.HardSigmoid;
import io.vedette.trainer.graph.operator.HardSwish;
import io.vedette.trainer.graph.operator.Multiply;
import io.vedette.trainer.graph.operator.Relu6;
import io.vedette.trainer.graph.operator.Sigmoid;
import io.vedette.trainer.graph.operator.Silu;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.graph.operator.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Joins the operators that files write for one activation, and leaves out what then nobody reads: clip(x + 3, 0, 6) / 6 to a hard-sigmoid,
 * a value times its sigmoid to SiLU, a value times its hard-sigmoid to hard-swish.
 */
public final class RecombineActivations implements Pass {
    /** Files in integers keep 3 and 1/6 only so exactly. */
    private static final double TOLERANCE = 1e-3;

    @Override
    public Graph apply(Graph graph) {
        Map<String, Node> makers = new HashMap<>();
        List<Node> nodes = new ArrayList<>();
        for (Node node : graph.nodes()) {
            Node joined =
                    hardSigmoid(node, makers).or(() -> gated(node, makers)).orElse(node);
            makers.put(joined.output(), joined);
            nodes.add(joined);
        }
        return graph.withNodes(read(graph, nodes));
    }

    private static Optional<Node> hardSigmoid(Node node, Map<String, Node> makers) {
        if (!isConstant(node, 1 / 6.0, 0)) {
            return Optional.empty();
        }
        return Optional.ofNullable(makers.get(node.input()))
                .flatMap(clipped -> shifted(clipped, makers))
                .map(x -> activation(node, new HardSigmoid(), x));
    }

    /** The x of clip(x + 3, 0, 6). */
    private static Optional<String> shifted(Node clipped, Map<String, Node> makers) {
        return clipped.operator() instanceof Relu6
                ? Optional.ofNullable(makers.get(clipped.input()))
                        .filter(sum -> isConstant(sum, 1, 3))
                        .map(Node::input)
                : Optional.empty();
    }

    private static Optional<Node> gated(Node node, Map<String, Node> makers) {
        if (isConstant(node, 1 / 6.0, 0)) {
            // x · clip(x + 3, 0, 6), divided last.
            return Optional.ofNullable(makers.get(node.input()))
                    .filter(product -> product.operator() instanceof Multiply)
                    .flatMap(product -> selfGated(product, gate -> shifted(gate, makers), makers))
                    .map(x -> activation(node, new HardSwish(), x));
        }
        if (!(node.operator() instanceof Multiply)) {
            return Optional.empty();
        }
        return selfGated(node, gate -> ofKind(gate, HardSigmoid.class), makers)
                .map(x -> activation(node, new HardSwish(), x))
                .or(() -> selfGated(node, gate -> ofKind(gate, Sigmoid.class), makers)
                        .map(x -> activation(node, new Silu(), x)));
    }

    private static Optional<String> ofKind(Node gate, Class<? extends Activation> kind) {
        return kind.isInstance(gate.operator()) ? Optional.of(gate.input()) : Optional.empty();
    }

    /** The x of x · gate(x), whichever stands first. */
    private static Optional<String> selfGated(
            Node product, Function<Node, Optional<String>> gate, Map<String, Node> makers) {
        for (int i = 0; i < 2; i++) {
            String x = product.inputs().get(i);
            Node other = makers.get(product.inputs().get(1 - i));
            if (other != null && gate.apply(other).filter(x::equals).isPresent()) {
                return Optional.of(x);
            }
        }
        return Optional.empty();
    }

    /** Whether a node multiplies every number by one constant and adds another. */
    private static boolean isConstant(Node node, double factor, double summand) {
        return node.operator() instanceof Convolution convolution
                && isPoint(convolution.window())
                && convolution.groups() == convolution.outputChannels()
                && node.getWeight(WeightRole.WEIGHT).shape().dimension(1) == 1
                && isEverywhere(node.getWeight(WeightRole.WEIGHT), factor)
                && node.findWeight(WeightRole.BIAS)
                        .map(bias -> isEverywhere(bias, summand))
                        .orElse(summand == 0);
    }

    private static boolean isPoint(Window window) {
        return window.height() == 1
                && window.width() == 1
                && window.verticalStride() == 1
                && window.horizontalStride() == 1
                && window.padding().isNone();
    }

    private static boolean isEverywhere(Tensor tensor, double number) {
        for (int i = 0; i < tensor.elements(); i++) {
            if (Math.abs(tensor.get(i) - number) > TOLERANCE * Math.abs(number)) {
                return false;
            }
        }
        return true;
    }

    private static Node activation(Node last, Activation activation, String input) {
        return new Node(last.name(), activation, List.of(input), last.output(), Map.of());
    }

    private static List<Node> read(Graph graph, List<Node> nodes) {
        Set<String> read = new HashSet<>(Set.of(graph.logits(), graph.embedding()));
        List<Node> kept = new ArrayList<>();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            if (read.contains(node.output())) {
                read.addAll(node.inputs());
                kept.add(node);
            }
        }
        Collections.reverse(kept);
        return kept;
    }
}
