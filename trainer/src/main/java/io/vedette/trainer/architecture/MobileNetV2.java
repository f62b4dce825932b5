package io.vedette.trainer.architecture;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Dropout;
import io.vedette.trainer.graph.operator.Padding;
import io.vedette.trainer.graph.operator.Relu6;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.Window;
import java.util.List;
import java.util.Random;

/**
 * Inverted residuals with linear bottlenecks (Sandler et al. 2018, arXiv:1801.04381; as in torchvision).
 *
 * @param widthMultiplier factor on every number of channels but the embedding's, which only grows
 */
public record MobileNetV2(double widthMultiplier) implements Architecture {
    private record Stage(int expansion, int channels, int blocks, int stride) {}

    private static final List<Stage> STAGES = List.of(
            new Stage(1, 16, 1, 1),
            new Stage(6, 24, 2, 2),
            new Stage(6, 32, 3, 2),
            new Stage(6, 64, 4, 2),
            new Stage(6, 96, 3, 1),
            new Stage(6, 160, 3, 2),
            new Stage(6, 320, 1, 1));

    public MobileNetV2 {
        Channels.requireWidth(widthMultiplier);
    }

    @Override
    public String name() {
        return "mobilenet-v2";
    }

    @Override
    public Graph build(Shape input, int classes, long seed) {
        NetworkBuilder network = NetworkBuilder.forAtLeast(32, input, new Random(seed), 1e-5f);
        Window strided = Window.square(3, 2, Padding.around(1));
        int stem = Channels.of(32 * widthMultiplier);
        String value = network.convolution("stem", Graph.INPUT, new Convolution(stem, strided, 1), new Relu6());
        int number = 1;
        for (Stage stage : STAGES) {
            for (int block = 0; block < stage.blocks(); block++) {
                int expanded = network.shape(value).channels() * stage.expansion();
                int channels = Channels.of(stage.channels() * widthMultiplier);
                value = new InvertedResidual(3, expanded, channels, block == 0 ? stage.stride() : 1, new Relu6(), false)
                        .append(network, "block" + number++, value);
            }
        }
        int last = Channels.of(1280 * Math.max(1, widthMultiplier));
        Window single = Window.square(1, 1, Padding.NONE);
        value = network.convolution("head", value, new Convolution(last, single, 1), new Relu6());
        value = network.pooledVector("pooled", value);
        String embedding = network.apply("embedding", new Dropout(0.2f), value);
        return network.build(name(), network.classifier("logits", embedding, classes), embedding);
    }
}
