package io.vedette.trainer.architecture;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.operator.Add;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.MaxPool;
import io.vedette.trainer.graph.operator.Padding;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.Window;
import java.util.List;
import java.util.Random;

/**
 * Residual blocks in four stages (He et al. 2015, arXiv:1512.03385; as in torchvision with the stride in the 3×3 convolution).
 *
 * @param layers with weights: 18, or 50 with bottlenecks
 */
public record ResNet(int layers) implements Architecture {
    private static final List<Integer> CHANNELS = List.of(64, 128, 256, 512);
    private static final int EXPANSION = 4;

    public ResNet {
        if (layers != 18 && layers != 50) {
            throw new IllegalArgumentException("There is a ResNet of 18 and one of 50 layers but none of " + layers);
        }
    }

    @Override
    public String name() {
        return "resnet-" + layers;
    }

    @Override
    public Graph build(Shape input, int classes, long seed) {
        NetworkBuilder network = NetworkBuilder.forAtLeast(32, input, new Random(seed), 1e-5f);
        String value = network.convolution(
                "stem", Graph.INPUT, new Convolution(64, Window.square(7, 2, Padding.around(3)), 1));
        value = network.apply("stem.pool", new MaxPool(Window.square(3, 2, Padding.around(1))), value);
        List<Integer> blocks = layers == 18 ? List.of(2, 2, 2, 2) : List.of(3, 4, 6, 3);
        for (int stage = 0; stage < CHANNELS.size(); stage++) {
            for (int block = 0; block < blocks.get(stage); block++) {
                int stride = stage > 0 && block == 0 ? 2 : 1;
                String name = "stage" + (stage + 1) + ".block" + (block + 1);
                value = block(network, name, value, CHANNELS.get(stage), stride);
            }
        }
        String embedding = network.pooledVector("embedding", value);
        return network.build(name(), network.classifier("logits", embedding, classes), embedding);
    }

    private String block(NetworkBuilder network, String name, String value, int channels, int stride) {
        Window narrow = Window.square(1, 1, Padding.NONE);
        Window strided = Window.square(3, stride, Padding.around(1));
        int outputs = layers == 18 ? channels : channels * EXPANSION;
        String last;
        if (layers == 18) {
            String first = network.convolution(name + ".conv1", value, new Convolution(channels, strided, 1));
            Window square = Window.square(3, 1, Padding.around(1));
            last = network.normalised(name + ".conv2", first, new Convolution(channels, square, 1));
        } else {
            String first = network.convolution(name + ".conv1", value, new Convolution(channels, narrow, 1));
            String second = network.convolution(name + ".conv2", first, new Convolution(channels, strided, 1));
            last = network.normalised(name + ".conv3", second, new Convolution(outputs, narrow, 1));
        }
        boolean isPlain = stride == 1 && network.shape(value).channels() == outputs;
        Window step = Window.square(1, stride, Padding.NONE);
        String shortcut =
                isPlain ? value : network.normalised(name + ".shortcut", value, new Convolution(outputs, step, 1));
        return network.apply(name + ".act", new Relu(), network.apply(name + ".sum", new Add(), last, shortcut));
    }
}
