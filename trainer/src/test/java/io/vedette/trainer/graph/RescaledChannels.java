package io.vedette.trainer.graph;

import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.WeightRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Graphs whose channels are multiplied behind one convolution and divided before the next, which no output shows. */
public final class RescaledChannels {
    private static final double MOST = 100;

    private RescaledChannels() {}

    /** A graph of convolutions with a ReLU between; each channel between two has a random factor from 0.01 to 100. */
    public static Graph of(Graph graph, long seed) {
        return of(graph, MOST, seed);
    }

    /** The same with factors from the inverse of {@code most} to {@code most}. */
    public static Graph of(Graph graph, double most, long seed) {
        Random random = new Random(seed);
        Map<String, Map<WeightRole, Tensor>> weights = new HashMap<>();
        graph.nodes().forEach(node -> weights.put(node.name(), new HashMap<>(node.weights())));
        for (Node first : graph.nodes()) {
            List<Node> readers = graph.consumers(first.output());
            if (!(first.operator() instanceof Convolution)
                    || readers.size() != 1
                    || !(readers.get(0).operator() instanceof Relu)) {
                continue;
            }
            List<Node> next = graph.consumers(readers.get(0).output());
            if (next.size() == 1 && next.get(0).operator() instanceof Convolution second) {
                double[] factors = factors(graph.shapeOf(first.output()).channels(), most, random);
                multiply(weights.get(first.name()), factors);
                divide(weights.get(next.get(0).name()), second, factors);
            }
        }
        return graph.withWeights(weights);
    }

    private static double[] factors(int channels, double most, Random random) {
        double[] factors = new double[channels];
        for (int i = 0; i < channels; i++) {
            factors[i] = Math.pow(most, 2 * random.nextDouble() - 1);
        }
        return factors;
    }

    private static void multiply(Map<WeightRole, Tensor> weights, double[] factors) {
        for (WeightRole role : new ArrayList<>(weights.keySet())) {
            Tensor tensor = weights.get(role);
            int perChannel = tensor.elements() / factors.length;
            float[] numbers = tensor.toArray();
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (float) (numbers[i] * factors[i / perChannel]);
            }
            weights.put(role, Tensor.owning(tensor.shape(), numbers));
        }
    }

    private static void divide(Map<WeightRole, Tensor> weights, Convolution convolution, double[] factors) {
        Tensor tensor = weights.get(WeightRole.WEIGHT);
        int window = convolution.window().height() * convolution.window().width();
        int perGroup = tensor.shape().dimension(1);
        int outputsPerGroup = convolution.outputChannels() / convolution.groups();
        float[] numbers = tensor.toArray();
        for (int i = 0; i < numbers.length; i++) {
            int group = i / window / perGroup / outputsPerGroup;
            numbers[i] = (float) (numbers[i] / factors[group * perGroup + i / window % perGroup]);
        }
        weights.put(WeightRole.WEIGHT, Tensor.owning(tensor.shape(), numbers));
    }
}
