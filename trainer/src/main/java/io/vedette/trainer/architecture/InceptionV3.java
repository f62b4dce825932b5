package io.vedette.trainer.architecture;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.operator.AveragePool;
import io.vedette.trainer.graph.operator.Concat;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Dropout;
import io.vedette.trainer.graph.operator.MaxPool;
import io.vedette.trainer.graph.operator.Padding;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.Window;
import java.util.Random;

/** Inception modules with factorised filters (Szegedy et al. 2015, arXiv:1512.00567), as in torchvision without the classifier on the way. */
public record InceptionV3() implements Architecture {
    @Override
    public String name() {
        return "inception-v3";
    }

    @Override
    public Graph build(Shape input, int classes, long seed) {
        return new Modules(NetworkBuilder.forAtLeast(75, input, new Random(seed), 1e-3f)).build(name(), classes);
    }

    /** One network in the making. */
    private static final class Modules {
        private final NetworkBuilder network;

        Modules(NetworkBuilder network) {
            this.network = network;
        }

        Graph build(String name, int classes) {
            String value = filter("stem1", Graph.INPUT, 32, Window.square(3, 2, Padding.NONE));
            value = filter("stem2", value, 32, Window.square(3, 1, Padding.NONE));
            value = square("stem3", value, 64);
            value = halved("pool1", value);
            value = single("stem4", value, 80);
            value = filter("stem5", value, 192, Window.square(3, 1, Padding.NONE));
            value = halved("pool2", value);
            value = wide("mixed1", value, 32);
            value = wide("mixed2", value, 64);
            value = wide("mixed3", value, 64);
            value = shrunk("mixed4", value);
            value = factorised("mixed5", value, 128);
            value = factorised("mixed6", value, 160);
            value = factorised("mixed7", value, 160);
            value = factorised("mixed8", value, 192);
            value = shrunkFactorised("mixed9", value);
            value = expanded("mixed10", value);
            value = expanded("mixed11", value);
            value = network.pooledVector("pooled", value);
            String embedding = network.apply("embedding", new Dropout(0.5f), value);
            return network.build(name, network.classifier("logits", embedding, classes), embedding);
        }

        private String wide(String name, String value, int pooled) {
            String first = single(name + ".single", value, 64);
            String second = filter(
                    name + ".five2", single(name + ".five1", value, 48), 64, Window.square(5, 1, Padding.around(2)));
            String third =
                    square(name + ".double3", square(name + ".double2", single(name + ".double1", value, 64), 96), 96);
            return network.apply(name, new Concat(), first, second, third, averaged(name, value, pooled));
        }

        private String shrunk(String name, String value) {
            Window strided = Window.square(3, 2, Padding.NONE);
            String first = filter(name + ".three", value, 384, strided);
            String second = filter(
                    name + ".double3",
                    square(name + ".double2", single(name + ".double1", value, 64), 96),
                    96,
                    strided);
            return network.apply(name, new Concat(), first, second, halved(name + ".pool", value));
        }

        private String factorised(String name, String value, int channels) {
            String first = single(name + ".single", value, 192);
            String second = single(name + ".seven1", value, channels);
            second = row(name + ".seven2", second, channels, 7);
            second = column(name + ".seven3", second, 192, 7);
            String third = single(name + ".double1", value, channels);
            third = column(name + ".double2", third, channels, 7);
            third = row(name + ".double3", third, channels, 7);
            third = column(name + ".double4", third, channels, 7);
            third = row(name + ".double5", third, 192, 7);
            return network.apply(name, new Concat(), first, second, third, averaged(name, value, 192));
        }

        private String shrunkFactorised(String name, String value) {
            Window strided = Window.square(3, 2, Padding.NONE);
            String first = filter(name + ".three2", single(name + ".three1", value, 192), 320, strided);
            String second = single(name + ".seven1", value, 192);
            second = row(name + ".seven2", second, 192, 7);
            second = column(name + ".seven3", second, 192, 7);
            second = filter(name + ".seven4", second, 192, strided);
            return network.apply(name, new Concat(), first, second, halved(name + ".pool", value));
        }

        private String expanded(String name, String value) {
            String first = single(name + ".single", value, 320);
            String second = split(name + ".three", single(name + ".three1", value, 384));
            String third =
                    split(name + ".double", square(name + ".double2", single(name + ".double1", value, 448), 384));
            return network.apply(name, new Concat(), first, second, third, averaged(name, value, 192));
        }

        private String split(String name, String value) {
            return network.apply(
                    name, new Concat(), row(name + ".row", value, 384, 3), column(name + ".column", value, 384, 3));
        }

        private String averaged(String name, String value, int channels) {
            Window square = Window.square(3, 1, Padding.around(1));
            String pooled = network.apply(name + ".pool", new AveragePool(square, true), value);
            return single(name + ".pooled", pooled, channels);
        }

        private String single(String name, String value, int channels) {
            return filter(name, value, channels, Window.square(1, 1, Padding.NONE));
        }

        private String square(String name, String value, int channels) {
            return filter(name, value, channels, Window.square(3, 1, Padding.around(1)));
        }

        private String row(String name, String value, int channels, int extent) {
            int margin = extent / 2;
            return filter(name, value, channels, new Window(1, extent, 1, 1, new Padding(0, margin, 0, margin)));
        }

        private String column(String name, String value, int channels, int extent) {
            int margin = extent / 2;
            return filter(name, value, channels, new Window(extent, 1, 1, 1, new Padding(margin, 0, margin, 0)));
        }

        private String filter(String name, String value, int channels, Window window) {
            return network.convolution(name, value, new Convolution(channels, window, 1));
        }

        private String halved(String name, String value) {
            return network.apply(name, new MaxPool(Window.square(3, 2, Padding.NONE)), value);
        }
    }
}
