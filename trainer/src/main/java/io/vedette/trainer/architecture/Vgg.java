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
import java.util.List;
import java.util.Random;

/**
 * Five stages of 3×3 convolutions and three linear layers (Simonyan and Zisserman 2014, arXiv:1409.1556).
 *
 * @param layers with weights: 16 or 19
 */
public record Vgg(int layers) implements Architecture {
    private static final List<Integer> CHANNELS = List.of(64, 128, 256, 512, 512);

    public Vgg {
        if (layers != 16 && layers != 19) {
            throw new IllegalArgumentException("There is a VGG of 16 and one of 19 layers but none of " + layers);
        }
    }

    @Override
    public String name() {
        return "vgg" + layers;
    }

    @Override
    public Graph build(Shape input, int classes, long seed) {
        NetworkBuilder network = NetworkBuilder.forAtLeast(32, input, new Random(seed), 1e-5f);
        String value = Graph.INPUT;
        for (int stage = 0; stage < CHANNELS.size(); stage++) {
            int convolutions = stage < 2 ? 2 : layers == 16 ? 3 : 4;
            for (int i = 1; i <= convolutions; i++) {
                value = network.biased(
                        "stage" + (stage + 1) + ".conv" + i,
                        value,
                        new Convolution(CHANNELS.get(stage), Window.square(3, 1, Padding.around(1)), 1));
            }
            value = network.apply("pool" + (stage + 1), new MaxPool(Window.square(2, 2, Padding.NONE)), value);
        }
        value = network.apply("flat", new Flatten(), value);
        value = network.linear("linear1", value, 4096, new Relu());
        value = network.apply("dropout1", new Dropout(0.5f), value);
        value = network.linear("linear2", value, 4096, new Relu());
        String embedding = network.apply("dropout2", new Dropout(0.5f), value);
        return network.build(name(), network.classifier("logits", embedding, classes), embedding);
    }
}
