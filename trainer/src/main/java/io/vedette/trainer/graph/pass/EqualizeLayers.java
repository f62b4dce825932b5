package io.vedette.trainer.graph.pass;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.WeightRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the channels between two layers alike in size, so that one scale serves all of a layer's weights.
 *
 * <p>Cross-layer equalization of Nagel et al., "Data-Free Quantization Through Weight Equalization and Bias Correction" (2019,
 * arXiv:1906.04721): what the first layer makes of channel i is divided by s and the second layer's weights for it are multiplied by s, which
 * a ReLU between them lets pass. With r₁ and r₂ the largest magnitude among the weights on either side, s = √(r₁ / r₂) gives both sides
 * √(r₁·r₂). Every pair of layers is gone through until nothing moves, as a layer in the middle takes part in two. A ReLU6 lets no factor
 * pass and is left as it is; {@link ReplaceRelu6} does away with it. A channel with next to no weights on one side cannot be balanced; its
 * weights on the other side shrink to the others' level, so that they do not stretch the range of the whole layer, as far as its bias lets them.
 */
public final class EqualizeLayers implements Pass {
    private static final int MOST_SWEEPS = 200;
    /** Largest change of a factor's logarithm at which a sweep was the last. */
    private static final double STILL = 1e-4;
    /** Below this part of the strongest channel's a channel counts as dead. */
    private static final double DEAD = 1e-7;

    @Override
    public Graph apply(Graph graph) {
        Map<String, Layer> layers = new HashMap<>();
        List<Equalization> equalizations = new ArrayList<>();
        for (LayerPair pair : LayerPair.of(graph)) {
            equalizations.add(new Equalization(
                    layers.computeIfAbsent(pair.first().name(), name -> new Layer(pair.first())),
                    layers.computeIfAbsent(pair.second().name(), name -> new Layer(pair.second())),
                    LayerPair.inputChannels(pair.second(), pair.channels())));
        }
        double change = Double.POSITIVE_INFINITY;
        for (int sweep = 0; sweep < MOST_SWEEPS && change > STILL; sweep++) {
            change = 0;
            for (Equalization equalization : equalizations) {
                change = Math.max(change, equalization.apply());
            }
        }
        Map<String, Map<WeightRole, Tensor>> weights = new HashMap<>();
        layers.forEach((name, layer) -> weights.put(name, layer.weights()));
        return graph.withWeights(weights);
    }

    /** The numbers of a layer while they change, in doubles so that many small changes do not add up to an error. */
    private static final class Layer {
        private final Node node;
        private final double[] weight;
        private final double[] bias;
        private final int outputs;

        Layer(Node node) {
            this.node = node;
            weight = numbers(node.getWeight(WeightRole.WEIGHT));
            bias = node.findWeight(WeightRole.BIAS).map(Layer::numbers).orElseGet(() -> new double[0]);
            outputs = node.getWeight(WeightRole.WEIGHT).shape().dimension(0);
        }

        private static double[] numbers(Tensor tensor) {
            double[] numbers = new double[tensor.elements()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = tensor.get(i);
            }
            return numbers;
        }

        int outputChannel(int position) {
            return position / (weight.length / outputs);
        }

        Map<WeightRole, Tensor> weights() {
            Map<WeightRole, Tensor> weights = new HashMap<>();
            weights.put(WeightRole.WEIGHT, tensor(node.getWeight(WeightRole.WEIGHT), weight));
            node.findWeight(WeightRole.BIAS).ifPresent(tensor -> weights.put(WeightRole.BIAS, tensor(tensor, bias)));
            return weights;
        }

        private static Tensor tensor(Tensor original, double[] numbers) {
            float[] floats = new float[numbers.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) numbers[i];
            }
            return Tensor.owning(original.shape(), floats);
        }
    }

    /** The step for one pair of layers. */
    private static final class Equalization {
        private final Layer first;
        private final Layer second;
        private final int[] inputChannels;

        Equalization(Layer first, Layer second, int[] inputChannels) {
            this.first = first;
            this.second = second;
            this.inputChannels = inputChannels;
        }

        /** Equalizes and says how much that changed: the largest magnitude of a factor's logarithm. */
        double apply() {
            double[] before = new double[first.outputs];
            double[] behind = new double[first.outputs];
            for (int i = 0; i < first.weight.length; i++) {
                int channel = first.outputChannel(i);
                before[channel] = Math.max(before[channel], Math.abs(first.weight[i]));
            }
            for (int i = 0; i < second.weight.length; i++) {
                int channel = inputChannels[i];
                behind[channel] = Math.max(behind[channel], Math.abs(second.weight[i]));
            }
            double leastBefore = DEAD * Arrays.stream(before).max().orElse(0);
            double leastBehind = DEAD * Arrays.stream(behind).max().orElse(0);
            double[] factors = new double[first.outputs];
            boolean[] isAlive = new boolean[first.outputs];
            double[] levels = new double[first.outputs];
            int alive = 0;
            double reach = 0;
            for (int channel = 0; channel < factors.length; channel++) {
                isAlive[channel] = before[channel] > leastBefore && behind[channel] > leastBehind;
                factors[channel] = 1;
                if (isAlive[channel]) {
                    factors[channel] = Math.sqrt(before[channel] / behind[channel]);
                    levels[alive++] = Math.sqrt(before[channel] * behind[channel]);
                    reach = Math.max(reach, bias(channel) / factors[channel]);
                }
            }
            if (alive > 0) {
                Arrays.sort(levels, 0, alive);
                double level = levels[alive / 2];
                for (int channel = 0; channel < factors.length; channel++) {
                    if (!isAlive[channel]) {
                        factors[channel] = before[channel] > leastBefore
                                ? factorOfUnread(before[channel], behind[channel], level)
                                : factorOfConstant(behind[channel], bias(channel), level, reach);
                    }
                }
            }
            double change = 0;
            for (double factor : factors) {
                change = Math.max(change, Math.abs(Math.log(factor)));
            }
            scale(factors);
            return change;
        }

        private double bias(int channel) {
            return first.bias.length == 0 ? 0 : Math.abs(first.bias[channel]);
        }

        /** Of a channel that next to nothing reads: its weights shrink to those of others. */
        private static double factorOfUnread(double before, double behind, double level) {
            double factor = before / level;
            return Math.max(1, behind > 0 ? Math.min(factor, level / behind) : factor);
        }

        /**
         * Of a channel with next to no weights, which is as good as constant: the weights that read it shrink to those of others, but not so far
         * that the constant would reach beyond the others' biases.
         */
        private static double factorOfConstant(double behind, double constant, double level, double reach) {
            if (behind == 0) {
                return 1;
            }
            double factor = level / behind;
            return Math.min(1, constant > 0 ? Math.max(factor, reach > 0 ? constant / reach : 1) : factor);
        }

        private void scale(double[] factors) {
            for (int i = 0; i < first.weight.length; i++) {
                first.weight[i] /= factors[first.outputChannel(i)];
            }
            for (int channel = 0; channel < first.bias.length; channel++) {
                first.bias[channel] /= factors[channel];
            }
            for (int i = 0; i < second.weight.length; i++) {
                second.weight[i] *= factors[inputChannels[i]];
            }
        }
    }
}
