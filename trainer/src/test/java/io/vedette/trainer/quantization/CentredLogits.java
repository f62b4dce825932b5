package io.vedette.trainer.quantization;

import io.vedette.trainer.graph.ChannelMoments;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import java.util.Map;
import java.util.Objects;

/** Untrained networks that do not answer the same to every picture. */
public final class CentredLogits {
    private CentredLogits() {}

    /** The same network, without batch norm, with logits about zero. */
    public static Graph of(Graph graph, Iterable<float[]> pictures) {
        ChannelMoments moments = Objects.requireNonNull(
                ChannelStatistics.gather(graph, 1, pictures).get(graph.logits()));
        float[] bias = new float[moments.channels()];
        for (int i = 0; i < bias.length; i++) {
            double before =
                    graph.getNode(graph.logits()).getWeight(WeightRole.BIAS).get(i);
            bias[i] = (float) (before - moments.means().get(i));
        }
        return graph.withWeights(
                Map.of(graph.logits(), Map.of(WeightRole.BIAS, Tensor.owning(Shape.of(bias.length), bias))));
    }
}
