package io.vedette.trainer.onnx;

import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.BatchNorm;
import io.vedette.trainer.graph.operator.WeightRole;
import java.util.Map;

/** A factor and a summand for each channel of a value. */
record ChannelScaling(Tensor factors, Tensor summands) {
    ChannelScaling {
        if (!factors.shape().isVector() || !factors.shape().equals(summands.shape())) {
            throw new IllegalArgumentException(
                    "Needs as many factors as summands but found " + factors + " and " + summands);
        }
    }

    int channels() {
        return factors.elements();
    }

    /** A convolution, linear layer or batch norm whose outputs are scaled so. */
    Node applied(Node layer) {
        boolean isNorm = layer.operator() instanceof BatchNorm;
        WeightRole factorRole = isNorm ? WeightRole.GAMMA : WeightRole.WEIGHT;
        WeightRole summandRole = isNorm ? WeightRole.BETA : WeightRole.BIAS;
        Tensor weight = layer.getWeight(factorRole);
        int perChannel = weight.elements() / channels();
        float[] weights = weight.toArray();
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= factors.get(i / perChannel);
        }
        float[] biases = layer.findWeight(summandRole).map(Tensor::toArray).orElse(new float[channels()]);
        for (int i = 0; i < biases.length; i++) {
            biases[i] = (float) (biases[i] * (double) factors.get(i) + summands.get(i));
        }
        return layer.withWeights(Map.of(
                factorRole, Tensor.owning(weight.shape(), weights),
                summandRole, Tensor.owning(summands.shape(), biases)));
    }
}
