package io.vedette.trainer.architecture;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.operator.Concat;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Dropout;
import io.vedette.trainer.graph.operator.MaxPool;
import io.vedette.trainer.graph.operator.Padding;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.Window;
import java.util.List;
import java.util.Random;

/**
 * Nine inception modules (Szegedy et al. 2014, arXiv:1409.4842) as in torchvision: with batch norm, the wide filters of a module 3×3, no
 * classifiers on the way.
 */
public record GoogLeNet() implements Architecture {
    /** Output channels of a module's branches, and of what narrows before the filters. */
    private record Module(int single, int reduce3, int filter3, int reduce5, int filter5, int pooled) {}

    private static final List<Module> THIRD =
            List.of(new Module(64, 96, 128, 16, 32, 32), new Module(128, 128, 192, 32, 96, 64));
    private static final List<Module> FOURTH = List.of(
            new Module(192, 96, 208, 16, 48, 64),
            new Module(160, 112, 224, 24, 64, 64),
            new Module(128, 128, 256, 24, 64, 64),
            new Module(112, 144, 288, 32, 64, 64),
            new Module(256, 160, 320, 32, 128, 128));
    private static final List<Module> FIFTH =
            List.of(new Module(256, 160, 320, 32, 128, 128), new Module(384, 192, 384, 48, 128, 128));

    @Override
    public String name() {
        return "googlenet";
    }

    @Override
    public Graph build(Shape input, int classes, long seed) {
        NetworkBuilder network = NetworkBuilder.forAtLeast(32, input, new Random(seed), 1e-3f);
        Window square = Window.square(3, 1, Padding.around(1));
        String value = network.convolution(
                "stem1", Graph.INPUT, new Convolution(64, Window.square(7, 2, Padding.around(3)), 1));
        value = network.halvedUp("pool1", value, 3);
        value = network.convolution("stem2", value, new Convolution(64, Window.square(1, 1, Padding.NONE), 1));
        value = network.convolution("stem3", value, new Convolution(192, square, 1));
        value = network.halvedUp("pool2", value, 3);
        value = modules(network, "third", value, THIRD);
        value = network.halvedUp("pool3", value, 3);
        value = modules(network, "fourth", value, FOURTH);
        value = network.halvedUp("pool4", value, 2);
        value = modules(network, "fifth", value, FIFTH);
        value = network.pooledVector("pooled", value);
        String embedding = network.apply("embedding", new Dropout(0.2f), value);
        return network.build(name(), network.classifier("logits", embedding, classes), embedding);
    }

    private static String modules(NetworkBuilder network, String name, String input, List<Module> modules) {
        String value = input;
        int number = 1;
        for (Module module : modules) {
            value = module(network, name + number++, value, module);
        }
        return value;
    }

    private static String module(NetworkBuilder network, String name, String value, Module module) {
        Window single = Window.square(1, 1, Padding.NONE);
        Window square = Window.square(3, 1, Padding.around(1));
        String first = network.convolution(name + ".single", value, new Convolution(module.single(), single, 1));
        String reduced3 = network.convolution(name + ".reduce3", value, new Convolution(module.reduce3(), single, 1));
        String second = network.convolution(name + ".filter3", reduced3, new Convolution(module.filter3(), square, 1));
        String reduced5 = network.convolution(name + ".reduce5", value, new Convolution(module.reduce5(), single, 1));
        String third = network.convolution(name + ".filter5", reduced5, new Convolution(module.filter5(), square, 1));
        String pooled = network.apply(name + ".pool", new MaxPool(square), value);
        String fourth = network.convolution(name + ".pooled", pooled, new Convolution(module.pooled(), single, 1));
        return network.apply(name, new Concat(), first, second, third, fourth);
    }
}
