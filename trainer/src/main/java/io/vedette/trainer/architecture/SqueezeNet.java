package io.vedette.trainer.architecture;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.operator.Concat;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Dropout;
import io.vedette.trainer.graph.operator.Padding;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.Window;
import java.util.List;
import java.util.Random;

/**
 * Fire modules, which squeeze and then widen (Iandola et al. 2016, arXiv:1602.07360), in their version 1.1.
 *
 * <p>The classifier is a convolution over the last map, averaged afterwards; the embedding is the average of what it reads.
 */
public record SqueezeNet() implements Architecture {
    /** Channels of the squeeze; each half of the widening has four times as many. A zero halves the map. */
    private static final List<Integer> SQUEEZES = List.of(16, 16, 0, 32, 32, 0, 48, 48, 64, 64);

    @Override
    public String name() {
        return "squeezenet-1.1";
    }

    @Override
    public Graph build(Shape input, int classes, long seed) {
        NetworkBuilder network = NetworkBuilder.forAtLeast(21, input, new Random(seed), 1e-5f);
        String value = network.biased("stem", Graph.INPUT, new Convolution(64, Window.square(3, 2, Padding.NONE), 1));
        int pools = 1;
        value = network.halvedUp("pool" + pools, value, 3);
        int number = 2;
        for (int squeeze : SQUEEZES) {
            value = squeeze == 0
                    ? network.halvedUp("pool" + ++pools, value, 3)
                    : fire(network, "fire" + number++, value, squeeze);
        }
        String embedding = network.pooledVector("embedding", value);
        value = network.apply("dropout", new Dropout(0.5f), value);
        Window single = Window.square(1, 1, Padding.NONE);
        value = network.biased("classifier", value, new Convolution(classes, single, 1));
        return network.build(name(), network.pooledVector("logits", value), embedding);
    }

    private static String fire(NetworkBuilder network, String name, String value, int squeeze) {
        Window single = Window.square(1, 1, Padding.NONE);
        String squeezed = network.biased(name + ".squeeze", value, new Convolution(squeeze, single, 1));
        int half = squeeze * 4;
        String narrow = network.biased(name + ".expand1", squeezed, new Convolution(half, single, 1));
        Window square = Window.square(3, 1, Padding.around(1));
        String wide = network.biased(name + ".expand3", squeezed, new Convolution(half, square, 1));
        return network.apply(name, new Concat(), narrow, wide);
    }
}
