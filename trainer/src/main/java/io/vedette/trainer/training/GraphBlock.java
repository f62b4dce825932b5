package io.vedette.trainer.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.vedette.trainer.graph.FrozenPart;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.WeightRole;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A graph compiled to a DJL block: a batch of pictures in, logits and embedding out. */
final class GraphBlock extends AbstractBlock {
    private final Graph graph;
    private final FrozenPart frozen;
    private final Arithmetic arithmetic;
    private final Map<String, Map<WeightRole, Parameter>> weights = new LinkedHashMap<>();

    GraphBlock(Graph graph) {
        this(graph, FrozenPart.NONE, Arithmetic.FLOATS);
    }

    GraphBlock(Graph graph, Arithmetic arithmetic) {
        this(graph, FrozenPart.NONE, arithmetic);
    }

    /**
     * @param frozen what is not trained: its weights get no gradient, and it computes as if training were over, lest its batch norms gather
     *     statistics
     */
    GraphBlock(Graph graph, FrozenPart frozen) {
        this(graph, frozen, Arithmetic.FLOATS);
    }

    private GraphBlock(Graph graph, FrozenPart frozen, Arithmetic arithmetic) {
        this.graph = graph;
        this.frozen = frozen;
        this.arithmetic = arithmetic;
        for (Node node : graph.nodes()) {
            Map<WeightRole, Parameter> byRole = new EnumMap<>(WeightRole.class);
            node.weights().forEach((role, tensor) -> byRole.put(role, addWeight(node, role, tensor)));
            weights.put(node.name(), byRole);
        }
    }

    private Parameter addWeight(Node node, WeightRole role, Tensor tensor) {
        return addParameter(Parameter.builder()
                .setName(node.name() + "." + role)
                .setType(type(role))
                .optRequiresGrad(role.isTrained() && !frozen.contains(node))
                .optShape(shape(tensor))
                .optInitializer((manager, shape, dataType) -> manager.create(tensor.toArray(), shape))
                .build());
    }

    private static Parameter.Type type(WeightRole role) {
        return switch (role) {
            case WEIGHT -> Parameter.Type.WEIGHT;
            case BIAS -> Parameter.Type.BIAS;
            case GAMMA -> Parameter.Type.GAMMA;
            case BETA -> Parameter.Type.BETA;
            case MEAN -> Parameter.Type.RUNNING_MEAN;
            case VARIANCE -> Parameter.Type.RUNNING_VAR;
        };
    }

    private static Shape shape(Tensor tensor) {
        int[] dimensions = tensor.shape().toArray();
        long[] result = new long[dimensions.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = dimensions[i];
        }
        return new Shape(result);
    }

    /** The graph with the weights it began with. */
    Graph graph() {
        return graph;
    }

    /** The shape of a batch of pictures. */
    Shape inputShape(int batch) {
        return new Shape(
                batch,
                graph.input().channels(),
                graph.input().height(),
                graph.input().width());
    }

    /** The graph with the weights as they are now. */
    Graph toGraph() {
        Map<String, Map<WeightRole, Tensor>> current = new HashMap<>();
        weights.forEach((node, byRole) -> {
            Map<WeightRole, Tensor> tensors = new EnumMap<>(WeightRole.class);
            byRole.forEach((role, parameter) -> tensors.put(
                    role,
                    Tensor.owning(
                            graph.getNode(node).getWeight(role).shape(),
                            parameter.getArray().toFloatArray())));
            current.put(node, tensors);
        });
        return graph.withWeights(current);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        long batch = inputShapes[0].get(0);
        return new Shape[] {
            new Shape(batch, graph.classes()),
            new Shape(batch, graph.shapeOf(graph.embedding()).elements())
        };
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> parameters) {
        Device device = inputs.singletonOrThrow().getDevice();
        Function<Node, NodeWeights> current = node -> weightsOf(node, store, device, training);
        Map<String, NDArray> values = new HashMap<>();
        values.put(Graph.INPUT, arithmetic.input(inputs.singletonOrThrow(), training));
        for (Node node : graph.nodes()) {
            List<NDArray> read =
                    node.inputs().stream().map(value -> value(values, value)).toList();
            boolean isTrained = training && !frozen.contains(node);
            values.put(node.output(), arithmetic.compute(node, current, read, isTrained));
            closeUnread(node, values);
        }
        arithmetic.end(training);
        return new NDList(value(values, graph.logits()), value(values, graph.embedding()));
    }

    /** Lets go of what nobody reads after a node; what gradients need of it the engine keeps by itself. */
    private void closeUnread(Node node, Map<String, NDArray> values) {
        for (String input : new HashSet<>(node.inputs())) {
            List<Node> readers = graph.consumers(input);
            boolean isLast = readers.get(readers.size() - 1).name().equals(node.name());
            if (!isLast || input.equals(Graph.INPUT) || graph.isOutput(input)) {
                continue;
            }
            NDArray array = values.remove(input);
            // What changes nothing hands on the array itself.
            if (array != null && values.values().stream().noneMatch(other -> other == array)) {
                array.close();
            }
        }
    }

    private static NDArray value(Map<String, NDArray> values, String name) {
        NDArray value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("A checked graph makes every value before it is read, but not " + name);
        }
        return value;
    }

    private NodeWeights weightsOf(Node node, ParameterStore store, Device device, boolean isTraining) {
        return role -> {
            Parameter parameter = weights.getOrDefault(node.name(), Map.of()).get(role);
            return parameter == null ? null : store.getValue(parameter, device, isTraining);
        };
    }
}
