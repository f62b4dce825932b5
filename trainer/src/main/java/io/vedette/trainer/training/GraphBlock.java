package io.vedette.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.Operator;
import io.vedette.trainer.graph.Padding;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.UnsupportedOperatorException;
import io.vedette.trainer.graph.WeightRole;
import io.vedette.trainer.graph.Window;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A graph compiled to a DJL block: a batch of pictures in, logits and embedding out. */
final class GraphBlock extends AbstractBlock {
    /** Weight of the old running statistics against a batch's. */
    private static final float STATISTICS_MOMENTUM = 0.9f;

    private static final int CHANNEL_AXIS = 1;

    private final Graph graph;
    private final Map<String, Map<WeightRole, Parameter>> weights = new LinkedHashMap<>();

    GraphBlock(Graph graph) {
        this.graph = graph;
        for (Node node : graph.nodes()) {
            Map<WeightRole, Parameter> byRole = new EnumMap<>(WeightRole.class);
            node.weights().forEach((role, tensor) -> byRole.put(role, addWeight(node.name(), role, tensor)));
            weights.put(node.name(), byRole);
        }
    }

    private Parameter addWeight(String node, WeightRole role, Tensor tensor) {
        return addParameter(Parameter.builder()
                .setName(node + "." + role)
                .setType(type(role))
                .optRequiresGrad(role.isTrained())
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
        Map<String, NDArray> values = new HashMap<>();
        values.put(Graph.INPUT, inputs.singletonOrThrow());
        for (Node node : graph.nodes()) {
            NDArray input = value(values, node.input());
            values.put(node.output(), new Step(node, store, training).run(input));
        }
        return new NDList(value(values, graph.logits()), value(values, graph.embedding()));
    }

    private static NDArray value(Map<String, NDArray> values, String name) {
        NDArray value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("A checked graph makes every value before it is read, but not " + name);
        }
        return value;
    }

    /** One node's computation. */
    private final class Step {
        private final Node node;
        private final ParameterStore store;
        private final boolean isTraining;

        Step(Node node, ParameterStore store, boolean isTraining) {
            this.node = node;
            this.store = store;
            this.isTraining = isTraining;
        }

        NDArray run(NDArray input) {
            Operator operator = node.operator();
            if (operator instanceof Operator.Convolution convolution) {
                return convolve(input, convolution);
            }
            if (operator instanceof Operator.BatchNorm norm) {
                return BatchNorm.batchNorm(
                                input,
                                weight(input, WeightRole.MEAN),
                                weight(input, WeightRole.VARIANCE),
                                weight(input, WeightRole.GAMMA),
                                weight(input, WeightRole.BETA),
                                CHANNEL_AXIS,
                                STATISTICS_MOMENTUM,
                                norm.epsilon(),
                                isTraining)
                        .singletonOrThrow();
            }
            if (operator instanceof Operator.Relu) {
                return Activation.relu(input);
            }
            if (operator instanceof Operator.GlobalAveragePool) {
                NDArray pooled = Pool.globalAvgPool2d(input);
                return pooled.reshape(
                        pooled.getShape().get(0), pooled.getShape().get(1), 1, 1);
            }
            if (operator instanceof Operator.Flatten) {
                return input.reshape(input.getShape().get(0), -1);
            }
            if (operator instanceof Operator.Linear) {
                return Linear.linear(input, weight(input, WeightRole.WEIGHT), findWeight(input, WeightRole.BIAS))
                        .singletonOrThrow();
            }
            throw new UnsupportedOperatorException("Training", node, "teach GraphBlock to compute it");
        }

        private NDArray convolve(NDArray input, Operator.Convolution convolution) {
            Window window = convolution.window();
            Padding padding = window.padding();
            Shape symmetric = new Shape(padding.top(), padding.left());
            NDArray padded = input;
            if (!padding.isSymmetric()) {
                padded = input.pad(new Shape(padding.left(), padding.right(), padding.top(), padding.bottom()), 0);
                symmetric = new Shape(0, 0);
            }
            return Conv2d.conv2d(
                            padded,
                            weight(input, WeightRole.WEIGHT),
                            findWeight(input, WeightRole.BIAS),
                            new Shape(window.verticalStride(), window.horizontalStride()),
                            symmetric,
                            new Shape(1, 1),
                            convolution.groups())
                    .singletonOrThrow();
        }

        private NDArray weight(NDArray input, WeightRole role) {
            NDArray weight = findWeight(input, role);
            if (weight == null) {
                throw new IllegalStateException(
                        "A checked graph has all weights, but not " + role + " of " + node.name());
            }
            return weight;
        }

        private @Nullable NDArray findWeight(NDArray input, WeightRole role) {
            Parameter parameter = weights.getOrDefault(node.name(), Map.of()).get(role);
            return parameter == null ? null : store.getValue(parameter, input.getDevice(), isTraining);
        }
    }
}
