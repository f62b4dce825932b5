package io.vedette.trainer.architecture;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Dropout;
import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.MaxPool;
import io.vedette.trainer.graph.operator.Padding;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.Window;
import java.util.Random;

/** Five convolutions and three linear layers (Krizhevsky 2014, arXiv:1404.5997, as in torchvision). */
public record AlexNet() implements Architecture {
    @Override
    public String name() {
        return "alexnet";
    }

    @Override
    public Graph build(Shape input, int classes, long seed) {
        NetworkBuilder network = NetworkBuilder.forAtLeast(63, input, new Random(seed), 1e-5f);
        MaxPool halving = new MaxPool(Window.square(3, 2, Padding.NONE));
        String value =
                network.biased("conv1", Graph.INPUT, new Convolution(64, Window.square(11, 4, Padding.around(2)), 1));
        value = network.apply("pool1", halving, value);
        value = network.biased("conv2", value, new Convolution(192, Window.square(5, 1, Padding.around(2)), 1));
        value = network.apply("pool2", halving, value);
        value = network.biased("conv3", value, new Convolution(384, Window.square(3, 1, Padding.around(1)), 1));
        value = network.biased("conv4", value, new Convolution(256, Window.square(3, 1, Padding.around(1)), 1));
        value = network.biased("conv5", value, new Convolution(256, Window.square(3, 1, Padding.around(1)), 1));
        value = network.apply("pool5", halving, value);
        value = network.apply("flat", new Flatten(), value);
        value = network.apply("dropout1", new Dropout(0.5f), value);
        value = network.linear("linear1", value, 4096, new Relu());
        value = network.apply("dropout2", new Dropout(0.5f), value);
        String embedding = network.linear("linear2", value, 4096, new Relu());
        return network.build(name(), network.classifier("logits", embedding, classes), embedding);
    }
}
