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

/** EfficientNet-B0 without what small devices dislike: ReLU6 in place of SiLU, no squeeze and excitation (tensorflow/tpu, as in timm). */
public record EfficientNetLite0() implements Architecture {
    private record Stage(int kernel, int expansion, int channels, int blocks, int stride) {}

    private static final List<Stage> STAGES = List.of(
            new Stage(3, 1, 16, 1, 1),
            new Stage(3, 6, 24, 2, 2),
            new Stage(5, 6, 40, 2, 2),
            new Stage(3, 6, 80, 3, 2),
            new Stage(5, 6, 112, 3, 1),
            new Stage(5, 6, 192, 4, 2),
            new Stage(3, 6, 320, 1, 1));

    @Override
    public String name() {
        return "efficientnet-lite0";
    }

    @Override
    public Graph build(Shape input, int classes, long seed) {
        NetworkBuilder network = NetworkBuilder.forAtLeast(32, input, new Random(seed), 1e-3f);
        Window strided = Window.square(3, 2, Padding.around(1));
        String value = network.convolution("stem", Graph.INPUT, new Convolution(32, strided, 1), new Relu6());
        int number = 1;
        for (Stage stage : STAGES) {
            for (int block = 0; block < stage.blocks(); block++) {
                int expanded = network.shape(value).channels() * stage.expansion();
                int stride = block == 0 ? stage.stride() : 1;
                value = new InvertedResidual(stage.kernel(), expanded, stage.channels(), stride, new Relu6(), false)
                        .append(network, "block" + number++, value);
            }
        }
        Window single = Window.square(1, 1, Padding.NONE);
        value = network.convolution("head", value, new Convolution(1280, single, 1), new Relu6());
        value = network.pooledVector("pooled", value);
        String embedding = network.apply("embedding", new Dropout(0.2f), value);
        return network.build(name(), network.classifier("logits", embedding, classes), embedding);
    }
}
