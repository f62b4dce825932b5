package io.vedette.trainer.architecture;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.operator.Add;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.MaxPool;
import io.vedette.trainer.graph.operator.Padding;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.Window;
import java.util.Random;

/** Residual blocks of depthwise separable convolutions (Chollet 2016, arXiv:1610.02357; as in Keras). */
public record Xception() implements Architecture {
    private static final int MIDDLE_BLOCKS = 8;

    @Override
    public String name() {
        return "xception";
    }

    @Override
    public Graph build(Shape input, int classes, long seed) {
        NetworkBuilder network = NetworkBuilder.forAtLeast(71, input, new Random(seed), 1e-3f);
        Window strided = Window.square(3, 2, Padding.NONE);
        String value = network.convolution("stem1", Graph.INPUT, new Convolution(32, strided, 1));
        Window valid = Window.square(3, 1, Padding.NONE);
        value = network.convolution("stem2", value, new Convolution(64, valid, 1));
        value = shrunk(network, "block2", value, 128, 128, false);
        value = shrunk(network, "block3", value, 256, 256, true);
        value = shrunk(network, "block4", value, 728, 728, true);
        for (int block = 0; block < MIDDLE_BLOCKS; block++) {
            String name = "block" + (5 + block);
            String inner = value;
            for (int i = 1; i <= 3; i++) {
                String active = network.apply(name + ".act" + i, new Relu(), inner);
                inner = separable(network, name + ".conv" + i, active, 728);
            }
            value = network.apply(name, new Add(), inner, value);
        }
        value = shrunk(network, "block13", value, 728, 1024, true);
        value = network.apply("block14.act1", new Relu(), separable(network, "block14.conv1", value, 1536));
        value = network.apply("block14.act2", new Relu(), separable(network, "block14.conv2", value, 2048));
        String embedding = network.pooledVector("embedding", value);
        return network.build(name(), network.classifier("logits", embedding, classes), embedding);
    }

    private static String shrunk(
            NetworkBuilder network, String name, String value, int between, int outputs, boolean isActive) {
        String active = isActive ? network.apply(name + ".act1", new Relu(), value) : value;
        String first = separable(network, name + ".conv1", active, between);
        String second = separable(network, name + ".conv2", network.apply(name + ".act2", new Relu(), first), outputs);
        String pooled = network.apply(name + ".pool", new MaxPool(network.same(3, 2, second)), second);
        String shortcut =
                network.normalised(name + ".shortcut", value, new Convolution(outputs, network.same(1, 2, value), 1));
        return network.apply(name, new Add(), pooled, shortcut);
    }

    private static String separable(NetworkBuilder network, String name, String value, int outputs) {
        int inputs = network.shape(value).channels();
        Window square = Window.square(3, 1, Padding.around(1));
        String filtered = network.weighted(name + ".depthwise", value, new Convolution(inputs, square, inputs), false);
        Window single = Window.square(1, 1, Padding.NONE);
        return network.normalised(name, filtered, new Convolution(outputs, single, 1));
    }
}
