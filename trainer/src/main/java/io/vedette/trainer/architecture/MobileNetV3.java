package io.vedette.trainer.architecture;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.operator.Activation;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Dropout;
import io.vedette.trainer.graph.operator.HardSwish;
import io.vedette.trainer.graph.operator.Padding;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.Window;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Searched inverted residuals with hard-swish and squeeze-and-excitation (Howard et al. 2019, arXiv:1905.02244; as in torchvision).
 *
 * @param widthMultiplier factor on the numbers of channels of the blocks
 */
public record MobileNetV3(Size size, double widthMultiplier) implements Architecture {
    /** The two published networks. */
    public enum Size {
        SMALL,
        LARGE
    }

    private record Block(int kernel, int expanded, int channels, boolean isExciting, boolean isSwish, int stride) {}

    private static final List<Block> SMALL_BLOCKS = List.of(
            new Block(3, 16, 16, true, false, 2),
            new Block(3, 72, 24, false, false, 2),
            new Block(3, 88, 24, false, false, 1),
            new Block(5, 96, 40, true, true, 2),
            new Block(5, 240, 40, true, true, 1),
            new Block(5, 240, 40, true, true, 1),
            new Block(5, 120, 48, true, true, 1),
            new Block(5, 144, 48, true, true, 1),
            new Block(5, 288, 96, true, true, 2),
            new Block(5, 576, 96, true, true, 1),
            new Block(5, 576, 96, true, true, 1));
    private static final List<Block> LARGE_BLOCKS = List.of(
            new Block(3, 16, 16, false, false, 1),
            new Block(3, 64, 24, false, false, 2),
            new Block(3, 72, 24, false, false, 1),
            new Block(5, 72, 40, true, false, 2),
            new Block(5, 120, 40, true, false, 1),
            new Block(5, 120, 40, true, false, 1),
            new Block(3, 240, 80, false, true, 2),
            new Block(3, 200, 80, false, true, 1),
            new Block(3, 184, 80, false, true, 1),
            new Block(3, 184, 80, false, true, 1),
            new Block(3, 480, 112, true, true, 1),
            new Block(3, 672, 112, true, true, 1),
            new Block(5, 672, 160, true, true, 2),
            new Block(5, 960, 160, true, true, 1),
            new Block(5, 960, 160, true, true, 1));

    public MobileNetV3 {
        Channels.requireWidth(widthMultiplier);
    }

    @Override
    public String name() {
        return "mobilenet-v3-" + size.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Graph build(Shape input, int classes, long seed) {
        NetworkBuilder network = NetworkBuilder.forAtLeast(32, input, new Random(seed), 1e-3f);
        Window strided = Window.square(3, 2, Padding.around(1));
        String value =
                network.convolution("stem", Graph.INPUT, new Convolution(channels(16), strided, 1), new HardSwish());
        int number = 1;
        for (Block block : size == Size.SMALL ? SMALL_BLOCKS : LARGE_BLOCKS) {
            Activation activation = block.isSwish() ? new HardSwish() : new Relu();
            value = new InvertedResidual(
                            block.kernel(),
                            channels(block.expanded()),
                            channels(block.channels()),
                            block.stride(),
                            activation,
                            block.isExciting())
                    .append(network, "block" + number++, value);
        }
        int last = 6 * network.shape(value).channels();
        Window single = Window.square(1, 1, Padding.NONE);
        value = network.convolution("head", value, new Convolution(last, single, 1), new HardSwish());
        value = network.pooledVector("pooled", value);
        value = network.linear("features", value, channels(size == Size.SMALL ? 1024 : 1280), new HardSwish());
        String embedding = network.apply("embedding", new Dropout(0.2f), value);
        return network.build(name(), network.classifier("logits", embedding, classes), embedding);
    }

    private int channels(int base) {
        return Channels.of(base * widthMultiplier);
    }
}
