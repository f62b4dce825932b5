package io.vedette.trainer.architecture;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.operator.Add;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Shape;
import java.util.List;
import java.util.Random;

/** Three residual blocks for pictures of 32 pixels: the image classification network of MLPerf Tiny (mlcommons/tiny). */
public record ResNet8() implements Architecture {
    private static final List<Integer> CHANNELS = List.of(16, 32, 64);

    @Override
    public String name() {
        return "resnet-8";
    }

    @Override
    public Graph build(Shape input, int classes, long seed) {
        NetworkBuilder network = NetworkBuilder.forAtLeast(8, input, new Random(seed), 1e-3f);
        String stem = network.biasedAndNormalised(
                "stem", Graph.INPUT, new Convolution(16, network.same(3, 1, Graph.INPUT), 1));
        String value = network.apply("stem.act", new Relu(), stem);
        for (int stage = 0; stage < CHANNELS.size(); stage++) {
            value = block(network, "block" + (stage + 1), value, CHANNELS.get(stage), stage == 0 ? 1 : 2);
        }
        String embedding = network.pooledVector("embedding", value);
        return network.build(name(), network.classifier("logits", embedding, classes), embedding);
    }

    private static String block(NetworkBuilder network, String name, String value, int channels, int stride) {
        String first = network.biasedAndNormalised(
                name + ".conv1", value, new Convolution(channels, network.same(3, stride, value), 1));
        String between = network.apply(name + ".conv1.act", new Relu(), first);
        String second = network.biasedAndNormalised(
                name + ".conv2", between, new Convolution(channels, network.same(3, 1, between), 1));
        String shortcut = stride == 1
                ? value
                : network.weighted(
                        name + ".shortcut", value, new Convolution(channels, network.same(1, stride, value), 1), true);
        String sum = network.apply(name + ".sum", new Add(), second, shortcut);
        return network.apply(name + ".act", new Relu(), sum);
    }
}
