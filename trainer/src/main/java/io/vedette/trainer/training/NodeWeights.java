package io.vedette.trainer.training;

import ai.djl.ndarray.NDArray;
import io.vedette.trainer.graph.operator.WeightRole;
import org.jspecify.annotations.Nullable;

/** The weights of one node as training has them now. */
interface NodeWeights {
    /** The weight of a role, or null where the node has none. */
    @Nullable
    NDArray find(WeightRole role);

    /** The weight of a role that the node has. */
    default NDArray get(WeightRole role) {
        NDArray weight = find(role);
        if (weight == null) {
            throw new IllegalStateException("A checked graph has all weights that are needed, but not " + role);
        }
        return weight;
    }

    /** A weight and, unless it is null, a bias. */
    static NodeWeights of(NDArray weight, @Nullable NDArray bias) {
        return role -> switch (role) {
            case WEIGHT -> weight;
            case BIAS -> bias;
            case GAMMA, BETA, MEAN, VARIANCE -> null;
        };
    }
}
