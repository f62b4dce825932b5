package io.vedette.trainer.architecture;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Dropout;
import io.vedette.trainer.graph.operator.Relu6;
import io.vedette.trainer.graph.operator.Shape;
import java.util.List;
import java.util.Random;

/**
 * Depthwise separable convolutions (Howard et al. 2017, arXiv:1704.04861; as in Keras).
 *
 * @param widthMultiplier factor on every number of channels
 */
public record MobileNetV1(double widthMultiplier) implements Architecture {
    private record Block(int channels, int stride) {}

    private static final List<Block> BLOCKS = List.of(
            new Block(64, 1),
            new Block(128, 2),
            new Block(128, 1),
            new Block(256, 2),
            new Block(256, 1),
            new Block(512, 2),
            new Block(512, 1),
            new Block(512, 1),
            new Block(512, 1),
            new Block(512, 1),
            new Block(512, 1),
            new Block(1024, 2),
            new Block(1024, 1));

    public MobileNetV1 {
        Channels.requireWidth(widthMultiplier);
    }

    @Override
    public String name() {
        return "mobilenet-v1";
    }

    @Override
    public Graph build(Shape input, int classes, long seed) {
        NetworkBuilder network = NetworkBuilder.forAtLeast(32, input, new Random(seed), 1e-3f);
        String value = network.convolution(
                "stem", Graph.INPUT, new Convolution(channels(32), network.same(3, 2, Graph.INPUT), 1), new Relu6());
        int number = 1;
        for (Block block : BLOCKS) {
            String name = "block" + number++;
            int inputs = network.shape(value).channels();
            value = network.convolution(
                    name + ".depthwise",
                    value,
                    new Convolution(inputs, network.same(3, block.stride(), value), inputs),
                    new Relu6());
            value = network.convolution(
                    name + ".pointwise",
                    value,
                    new Convolution(channels(block.channels()), network.same(1, 1, value), 1),
                    new Relu6());
        }
        value = network.pooledVector("pooled", value);
        String embedding = network.apply("embedding", new Dropout(0.001f), value);
        return network.build(name(), network.classifier("logits", embedding, classes), embedding);
    }

    private int channels(int base) {
        return Math.max(1, (int) (base * widthMultiplier));
    }
}
