package io.vedette.trainer.graph.pass;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.BatchNorm;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Padding;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.graph.operator.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Multiplies every batch norm into the convolution before it; no batch norm is left.
 *
 * <p>With k = gamma / √(variance + epsilon) the convolution's weights become w·k and its bias (b − mean)·k + beta. A batch norm that follows
 * no convolution of its own becomes a depthwise convolution of 1×1 with the weights k.
 */
public final class FoldBatchNorm implements Pass {
    @Override
    public Graph apply(Graph graph) {
        List<Node> folded = new ArrayList<>();
        Map<String, Integer> positionOf = new HashMap<>();
        for (Node node : graph.nodes()) {
            if (!(node.operator() instanceof BatchNorm norm)) {
                positionOf.put(node.output(), folded.size());
                folded.add(node);
                continue;
            }
            Scaling scaling = Scaling.of(node, norm.epsilon());
            Optional<Integer> own = findOwnConvolution(graph, node.input(), positionOf, folded);
            if (own.isPresent()) {
                int position = own.get();
                folded.set(position, scaling.applyTo(folded.get(position)).withOutput(node.output()));
                positionOf.put(node.output(), position);
            } else {
                positionOf.put(node.output(), folded.size());
                folded.add(scaling.alone(node));
            }
        }
        return graph.withNodes(folded);
    }

    /** Where the convolution stands that makes the value, if nobody but the batch norm sees it. */
    private static Optional<Integer> findOwnConvolution(
            Graph graph, String value, Map<String, Integer> positionOf, List<Node> folded) {
        if (graph.consumers(value).size() != 1 || graph.isOutput(value)) {
            return Optional.empty();
        }
        return Optional.ofNullable(positionOf.get(value))
                .filter(position -> folded.get(position).operator() instanceof Convolution);
    }

    /** Per channel a factor and an offset: x·factor + offset. */
    private record Scaling(List<Double> factors, List<Double> offsets) {
        static Scaling of(Node norm, float epsilon) {
            Tensor gamma = norm.getWeight(WeightRole.GAMMA);
            Tensor beta = norm.getWeight(WeightRole.BETA);
            Tensor mean = norm.getWeight(WeightRole.MEAN);
            Tensor variance = norm.getWeight(WeightRole.VARIANCE);
            List<Double> factors = new ArrayList<>();
            List<Double> offsets = new ArrayList<>();
            for (int channel = 0; channel < gamma.elements(); channel++) {
                double spread = (double) variance.get(channel) + epsilon;
                if (!(spread > 0)) {
                    throw new IllegalArgumentException("Node " + norm.name() + " has variance " + variance.get(channel)
                            + " in channel " + channel + "; it must not be negative");
                }
                double factor = gamma.get(channel) / Math.sqrt(spread);
                factors.add(factor);
                offsets.add(beta.get(channel) - mean.get(channel) * factor);
            }
            return new Scaling(factors, offsets);
        }

        Node applyTo(Node convolution) {
            Tensor kernel = convolution.getWeight(WeightRole.WEIGHT);
            int channels = factors.size();
            int perChannel = kernel.elements() / channels;
            float[] scaled = new float[kernel.elements()];
            float[] bias = new float[channels];
            for (int channel = 0; channel < channels; channel++) {
                double factor = factors.get(channel);
                for (int i = channel * perChannel; i < (channel + 1) * perChannel; i++) {
                    scaled[i] = (float) (kernel.get(i) * factor);
                }
                int output = channel;
                double before = convolution
                        .findWeight(WeightRole.BIAS)
                        .map(tensor -> (double) tensor.get(output))
                        .orElse(0.0);
                bias[channel] = (float) (before * factor + offsets.get(channel));
            }
            return convolution.withWeights(Map.of(
                    WeightRole.WEIGHT, Tensor.owning(kernel.shape(), scaled),
                    WeightRole.BIAS, Tensor.owning(Shape.of(channels), bias)));
        }

        Node alone(Node norm) {
            int channels = factors.size();
            float[] kernel = new float[channels];
            float[] bias = new float[channels];
            for (int channel = 0; channel < channels; channel++) {
                kernel[channel] = factors.get(channel).floatValue();
                bias[channel] = offsets.get(channel).floatValue();
            }
            return new Node(
                    norm.name(),
                    new Convolution(channels, Window.square(1, 1, Padding.NONE), channels),
                    norm.inputs(),
                    norm.output(),
                    Map.of(
                            WeightRole.WEIGHT, Tensor.owning(Shape.of(channels, 1, 1, 1), kernel),
                            WeightRole.BIAS, Tensor.owning(Shape.of(channels), bias)));
        }
    }
}
