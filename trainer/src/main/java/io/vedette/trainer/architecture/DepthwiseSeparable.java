package io.vedette.trainer.architecture;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Padding;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A small network of depthwise separable convolutions (Howard et al. 2017, arXiv:1704.04861) for small pictures and small devices.
 *
 * <p>A 3×3 stem, then stages that halve the map until it is at most 8 pixels wide and high, then the average over the area, which is the
 * embedding, and a linear classifier. From 65 pixels on the stem halves as well.
 *
 * @param widthMultiplier factor on every number of channels
 */
public record DepthwiseSeparable(double widthMultiplier) implements Architecture {
    /** The value before the classifier. */
    public static final String EMBEDDING = "embedding";

    private static final int LARGEST_LAST_MAP = 8;
    private static final int SMALLEST_INPUT = 8;
    private static final int STEM_CHANNELS = 16;

    /** Output channels of the blocks of a stage, the last stage first; the last row serves all earlier stages. */
    private static final List<List<Integer>> STAGES_FROM_LAST =
            List.of(List.of(96, 96, 128), List.of(32, 48), List.of(24));

    public DepthwiseSeparable {
        Channels.requireWidth(widthMultiplier);
    }

    private record Block(int outputChannels, int stride) {}

    @Override
    public String name() {
        return "depthwise-separable";
    }

    @Override
    public Graph build(Shape input, int classes, long seed) {
        NetworkBuilder network = NetworkBuilder.forAtLeast(SMALLEST_INPUT, input, new Random(seed), 1e-5f);
        int halvings = halvings(Math.max(input.height(), input.width()));
        int stemStride = halvings > 3 ? 2 : 1;
        String value = network.convolution(
                "stem", Graph.INPUT, new Convolution(channels(STEM_CHANNELS), window(3, stemStride), 1));
        int number = 1;
        for (Block block : blocks(halvings - (stemStride - 1))) {
            value = separable(network, "block" + number++, value, block);
        }
        String embedding = network.pooledVector(EMBEDDING, value);
        String logits = network.classifier("logits", embedding, classes);
        return network.build(name(), logits, embedding);
    }

    private static String separable(NetworkBuilder network, String name, String value, Block block) {
        int inputChannels = network.shape(value).channels();
        String filtered = network.convolution(
                name + ".depthwise", value, new Convolution(inputChannels, window(3, block.stride()), inputChannels));
        return network.convolution(
                name + ".pointwise", filtered, new Convolution(block.outputChannels(), window(1, 1), 1));
    }

    private List<Block> blocks(int halvings) {
        List<Block> blocks = new ArrayList<>();
        int stages = Math.max(halvings, 1);
        for (int fromLast = stages - 1; fromLast >= 0; fromLast--) {
            List<Integer> widths = STAGES_FROM_LAST.get(Math.min(fromLast, STAGES_FROM_LAST.size() - 1));
            int stride = halvings == 0 ? 1 : 2;
            for (int width : widths) {
                blocks.add(new Block(channels(width), stride));
                stride = 1;
            }
        }
        return blocks;
    }

    private static int halvings(int extent) {
        int halvings = 0;
        for (int left = extent; left > LARGEST_LAST_MAP; left = (left + 1) / 2) {
            halvings++;
        }
        return halvings;
    }

    private static Window window(int size, int stride) {
        return Window.square(size, stride, Padding.around(size / 2));
    }

    /** Channels come in eights, which vector instructions like. */
    private int channels(int base) {
        return Math.max(8, (int) Math.round(base * widthMultiplier / 8) * 8);
    }
}
