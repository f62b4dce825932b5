package io.vedette.trainer.architecture;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.MaxPool;
import io.vedette.trainer.graph.operator.Padding;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.Window;
import java.util.Random;

/** Two convolutions and three linear layers (LeCun et al. 1998), with ReLU and maxima in place of sigmoids and averages. */
public record LeNet5() implements Architecture {
    @Override
    public String name() {
        return "lenet-5";
    }

    @Override
    public Graph build(Shape input, int classes, long seed) {
        NetworkBuilder network = NetworkBuilder.forAtLeast(12, input, new Random(seed), 1e-5f);
        MaxPool halving = new MaxPool(Window.square(2, 2, Padding.NONE));
        String value =
                network.biased("conv1", Graph.INPUT, new Convolution(6, Window.square(5, 1, Padding.around(2)), 1));
        value = network.apply("pool1", halving, value);
        value = network.biased("conv2", value, new Convolution(16, Window.square(5, 1, Padding.NONE), 1));
        value = network.apply("pool2", halving, value);
        value = network.apply("flat", new Flatten(), value);
        value = network.linear("linear1", value, 120, new Relu());
        String embedding = network.linear("linear2", value, 84, new Relu());
        return network.build(name(), network.classifier("logits", embedding, classes), embedding);
    }
}
