package io.vedette.trainer.graph;

import io.vedette.trainer.graph.operator.Activation;
import io.vedette.trainer.graph.operator.Add;
import io.vedette.trainer.graph.operator.AveragePool;
import io.vedette.trainer.graph.operator.Concat;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.MaxPool;
import io.vedette.trainer.graph.operator.Multiply;
import io.vedette.trainer.graph.operator.Reshape;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.Softmax;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.graph.operator.Window;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a graph may hold beyond a kind of operator, each a case of its own for those that compute or write it. */
public enum GraphTrait {
    DILATED_CONVOLUTION(window(Window::isDilated)),
    STRIDED_CONVOLUTION(convolution(
            (node, inputs) -> ((Convolution) node.operator()).window().verticalStride() > 1)),
    UNEVEN_STRIDES(window(window -> window.verticalStride() != window.horizontalStride())),
    ASYMMETRIC_PADDING(window(window -> !window.padding().isSymmetric())),
    SYMMETRIC_PADDING(
            window(window -> window.padding().isSymmetric() && !window.padding().isNone())),
    SAME_PADDING((node, inputs) -> windowOf(node)
            .filter(window -> !window.padding().isNone() && window.isSame(inputs.get(0)))
            .isPresent()),
    DEPTHWISE_CONVOLUTION(convolution((node, inputs) ->
            ((Convolution) node.operator()).isDepthwise(inputs.get(0).channels()))),
    DEPTHWISE_CONVOLUTION_WITH_MULTIPLIER(convolution((node, inputs) -> {
        Convolution convolution = (Convolution) node.operator();
        int channels = inputs.get(0).channels();
        return convolution.isDepthwise(channels) && convolution.outputChannels() > channels;
    })),
    GROUPED_CONVOLUTION(convolution((node, inputs) -> {
        Convolution convolution = (Convolution) node.operator();
        return convolution.groups() > 1
                && !convolution.isDepthwise(inputs.get(0).channels());
    })),
    CONVOLUTION_WITHOUT_BIAS(convolution((node, inputs) -> !node.weights().containsKey(WeightRole.BIAS))),
    POOL_WITH_PADDING((node, inputs) -> !(node.operator() instanceof Convolution)
            && windowOf(node).filter(window -> !window.padding().isNone()).isPresent()),
    AVERAGE_OF_PADDING((node, inputs) -> node.operator() instanceof AveragePool pool && pool.countsPadding()),
    SUM_OF_MAPS((node, inputs) -> node.operator() instanceof Add && isMapTwice(inputs)),
    SUM_PER_CHANNEL((node, inputs) -> node.operator() instanceof Add && isPerChannel(inputs)),
    SUM_OF_VECTORS(
            (node, inputs) -> node.operator() instanceof Add && inputs.get(0).isVector()),
    PRODUCT_OF_MAPS((node, inputs) -> node.operator() instanceof Multiply && isMapTwice(inputs)),
    PRODUCT_PER_CHANNEL((node, inputs) -> node.operator() instanceof Multiply && isPerChannel(inputs)),
    CONCATENATION_OF_THREE((node, inputs) -> node.operator() instanceof Concat && inputs.size() == 3),
    CONCATENATION_OF_VECTORS(
            (node, inputs) -> node.operator() instanceof Concat && inputs.get(0).isVector()),
    VALUE_READ_TWICE_BY_A_NODE((node, inputs) ->
            new HashSet<>(node.inputs()).size() < node.inputs().size()),
    MAP_OF_A_VECTOR((node, inputs) -> node.operator() instanceof Reshape reshape
            && inputs.get(0).isVector()
            && reshape.shape().isMap()),
    MAP_OF_A_MAP((node, inputs) -> node.operator() instanceof Reshape reshape
            && inputs.get(0).isMap()
            && reshape.shape().isMap()),
    VECTOR_OF_A_MAP((node, inputs) ->
            node.operator() instanceof Reshape reshape && reshape.shape().isVector()),
    ACTIVATION_OF_A_VECTOR((node, inputs) ->
            node.operator() instanceof Activation && inputs.get(0).isVector()),
    NODE_THAT_NOBODY_READS(graph -> graph.nodes().stream()
            .anyMatch(node -> graph.consumers(node.output()).isEmpty() && !graph.isOutput(node.output()))),
    VALUE_READ_BY_TWO_NODES(graph -> graph.nodes().stream()
            .anyMatch(node -> graph.consumers(node.output()).size() > 1)),
    PICTURE_READ_BY_TWO_NODES(graph -> graph.consumers(Graph.INPUT).size() > 1),
    SOFTMAX_AT_THE_END(graph -> graph.nodes().stream()
            .anyMatch(
                    node -> node.operator() instanceof Softmax && node.output().equals(graph.logits()))),
    SOFTMAX_WITHIN(graph -> graph.nodes().stream()
            .anyMatch(
                    node -> node.operator() instanceof Softmax && !node.output().equals(graph.logits())));

    /** Without any state. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Predicate<Graph> isHeld;

    GraphTrait(Predicate<Graph> isHeld) {
        this.isHeld = isHeld;
    }

    GraphTrait(BiPredicate<Node, List<Shape>> isHeldByNode) {
        this(graph -> graph.nodes().stream().anyMatch(node -> isHeldByNode.test(node, graph.inputShapes(node))));
    }

    /** Those of a graph. */
    public static Set<GraphTrait> of(Graph graph) {
        return Arrays.stream(values())
                .filter(trait -> trait.isHeld.test(graph))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(GraphTrait.class)));
    }

    private static BiPredicate<Node, List<Shape>> convolution(BiPredicate<Node, List<Shape>> isHeld) {
        return (node, inputs) -> node.operator() instanceof Convolution && isHeld.test(node, inputs);
    }

    private static BiPredicate<Node, List<Shape>> window(Predicate<Window> isHeld) {
        return (node, inputs) -> windowOf(node).filter(isHeld).isPresent();
    }

    private static Optional<Window> windowOf(Node node) {
        if (node.operator() instanceof Convolution convolution) {
            return Optional.of(convolution.window());
        }
        if (node.operator() instanceof MaxPool pool) {
            return Optional.of(pool.window());
        }
        return node.operator() instanceof AveragePool pool ? Optional.of(pool.window()) : Optional.empty();
    }

    private static boolean isMapTwice(List<Shape> inputs) {
        return inputs.get(0).isMap() && inputs.get(1).equals(inputs.get(0));
    }

    private static boolean isPerChannel(List<Shape> inputs) {
        return !inputs.get(1).equals(inputs.get(0));
    }
}
