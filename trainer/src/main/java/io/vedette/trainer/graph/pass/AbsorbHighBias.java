package io.vedette.trainer.graph.pass;

import io.vedette.trainer.graph.ChannelMoments;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.AveragePool;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.Pad;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import java.util.HashMap;
import java.util.Map;

/**
 * Takes from each channel between two layers what it always has, and adds that to the second layer's bias.
 *
 * <p>High-bias absorption of Nagel et al. 2019 (arXiv:1906.04721): equalization may leave a channel that lies far above zero, whose range
 * then widens that of the whole value. With c = max(0, mean − 3 · deviation) of what the first layer makes, the first layer's bias becomes
 * b − c and the second's b + W·c. The outputs change where a number was below c, with normal numbers in one of 740; but a layer's numbers are
 * far from normal, so that c is here at most the least number seen. Where zeros are laid around the map, which hold no c, nothing is
 * absorbed.
 */
public final class AbsorbHighBias implements Pass {
    private static final double DEVIATIONS = 3;

    private final Map<String, ChannelMoments> moments;

    /**
     * @param moments of each value of the very graph that the pass is applied to; values without are left as they are
     */
    public AbsorbHighBias(Map<String, ChannelMoments> moments) {
        this.moments = Map.copyOf(moments);
    }

    @Override
    public Graph apply(Graph graph) {
        Map<String, double[]> shifts = new HashMap<>();
        for (LayerPair pair : LayerPair.of(graph)) {
            ChannelMoments seen = moments.get(pair.first().output());
            if (seen != null && !laysZeros(pair)) {
                absorb(pair, surplus(pair, seen), shifts);
            }
        }
        return graph.withNodes(graph.nodes().stream()
                .map(node -> shifted(node, shifts.getOrDefault(node.name(), new double[0])))
                .toList());
    }

    private static boolean laysZeros(LayerPair pair) {
        boolean betweenLays = pair.between().stream()
                .map(Node::operator)
                .anyMatch(operator ->
                        operator instanceof Pad || (operator instanceof AveragePool pool && pool.countsPadding()));
        Operator second = pair.second().operator();
        boolean secondLays = second instanceof Convolution convolution
                && !convolution.window().padding().isNone();
        return betweenLays || secondLays;
    }

    /** What each channel always has. */
    private static double[] surplus(LayerPair pair, ChannelMoments seen) {
        if (seen.channels() != pair.channels()) {
            throw new IllegalArgumentException("Node " + pair.first().name() + " makes " + pair.channels()
                    + " channels but there are moments of " + seen.channels());
        }
        double[] surplus = new double[seen.channels()];
        for (int channel = 0; channel < surplus.length; channel++) {
            double least =
                    seen.means().get(channel) - DEVIATIONS * seen.deviations().get(channel);
            surplus[channel] = Math.max(0, Math.min(least, seen.leasts().get(channel)));
        }
        return surplus;
    }

    private static void absorb(LayerPair pair, double[] surplus, Map<String, double[]> shifts) {
        double[] first = shifts.computeIfAbsent(pair.first().name(), name -> new double[surplus.length]);
        for (int channel = 0; channel < surplus.length; channel++) {
            first[channel] -= surplus[channel];
        }
        Tensor weight = pair.second().getWeight(WeightRole.WEIGHT);
        int outputs = weight.shape().dimension(0);
        int perOutput = weight.elements() / outputs;
        int[] inputChannels = LayerPair.inputChannels(pair.second(), surplus.length);
        double[] second = shifts.computeIfAbsent(pair.second().name(), name -> new double[outputs]);
        for (int i = 0; i < inputChannels.length; i++) {
            second[i / perOutput] += weight.get(i) * surplus[inputChannels[i]];
        }
    }

    private static Node shifted(Node node, double[] shift) {
        if (shift.length == 0) {
            return node;
        }
        float[] bias = new float[shift.length];
        for (int channel = 0; channel < bias.length; channel++) {
            int output = channel;
            double before = node.findWeight(WeightRole.BIAS)
                    .map(tensor -> (double) tensor.get(output))
                    .orElse(0.0);
            bias[channel] = (float) (before + shift[channel]);
        }
        return node.withWeights(Map.of(WeightRole.BIAS, Tensor.owning(Shape.of(bias.length), bias)));
    }
}
