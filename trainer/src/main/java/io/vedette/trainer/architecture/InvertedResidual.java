package io.vedette.trainer.architecture;

import io.vedette.trainer.graph.operator.Activation;
import io.vedette.trainer.graph.operator.Add;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.GlobalAveragePool;
import io.vedette.trainer.graph.operator.HardSigmoid;
import io.vedette.trainer.graph.operator.Multiply;
import io.vedette.trainer.graph.operator.Padding;
import io.vedette.trainer.graph.operator.Window;

/**
 * The block of the MobileNets since their second version: widen, filter each channel by itself, weigh the channels, narrow, add the input
 * where shapes allow.
 *
 * @param kernel width and height of the filters
 * @param expanded channels between
 * @param isExciting whether channels are weighed (squeeze and excitation, Hu et al. 2017, arXiv:1709.01507)
 */
record InvertedResidual(int kernel, int expanded, int outputs, int stride, Activation activation, boolean isExciting) {
    /** Appends the block and returns the name of its output. */
    String append(NetworkBuilder network, String name, String input) {
        int inputs = network.shape(input).channels();
        Window single = Window.square(1, 1, Padding.NONE);
        String value = input;
        if (expanded != inputs) {
            value = network.convolution(name + ".expand", value, new Convolution(expanded, single, 1), activation);
        }
        Window filter = Window.square(kernel, stride, Padding.around(kernel / 2));
        value = network.convolution(
                name + ".depthwise", value, new Convolution(expanded, filter, expanded), activation);
        if (isExciting) {
            value = excited(network, name + ".excite", value);
        }
        String projected = network.normalised(name + ".project", value, new Convolution(outputs, single, 1));
        return stride == 1 && inputs == outputs ? network.apply(name + ".sum", new Add(), projected, input) : projected;
    }

    private String excited(NetworkBuilder network, String name, String value) {
        Window single = Window.square(1, 1, Padding.NONE);
        String squeezed = network.apply(name + ".pool", new GlobalAveragePool(), value);
        int narrow = Channels.of(expanded / 4.0);
        String reduced = network.biased(name + ".reduce", squeezed, new Convolution(narrow, single, 1));
        String restored = network.weighted(name + ".restore", reduced, new Convolution(expanded, single, 1), true);
        String gate = network.apply(name + ".gate", new HardSigmoid(), restored);
        return network.apply(name, new Multiply(), value, gate);
    }
}
