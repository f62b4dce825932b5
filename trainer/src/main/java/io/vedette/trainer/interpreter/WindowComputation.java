package io.vedette.trainer.interpreter;

import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.AveragePool;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.MaxPool;
import io.vedette.trainer.graph.operator.Padding;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.graph.operator.Window;
import java.util.Arrays;

/** What slides a window over a map: the map is padded first, then each tap of the window is one pass over the output's rows. */
final class WindowComputation {
    private WindowComputation() {}

    static double[] convolution(Node node, Convolution convolution, Shape shape, double[] input) {
        Window window = convolution.window();
        Tensor weight = node.getWeight(WeightRole.WEIGHT);
        Shape out = window.outputShape(shape, convolution.outputChannels());
        Passes passes = new Passes(window, shape, out, padded(window.padding(), 0, shape, input));
        int perGroup = shape.channels() / convolution.groups();
        int outputsPerGroup = out.channels() / convolution.groups();
        double[] result = new double[out.elements()];
        int tap = 0;
        for (int output = 0; output < out.channels(); output++) {
            int start = output * out.height() * out.width();
            Arrays.fill(result, start, start + out.height() * out.width(), Interpreter.bias(node, output));
            for (int i = 0; i < perGroup; i++) {
                int channel = output / outputsPerGroup * perGroup + i;
                for (int y = 0; y < window.height(); y++) {
                    for (int x = 0; x < window.width(); x++) {
                        passes.add(channel, y, x, weight.get(tap++), result, start);
                    }
                }
            }
        }
        return result;
    }

    static double[] maximum(MaxPool pool, Shape shape, double[] input) {
        Window window = pool.window();
        Shape out = window.outputShape(shape);
        double[] map = padded(window.padding(), Double.NEGATIVE_INFINITY, shape, input);
        Passes passes = new Passes(window, shape, out, map);
        double[] result = new double[out.elements()];
        Arrays.fill(result, Double.NEGATIVE_INFINITY);
        for (int channel = 0; channel < out.channels(); channel++) {
            for (int y = 0; y < window.height(); y++) {
                for (int x = 0; x < window.width(); x++) {
                    passes.raise(channel, y, x, result, channel * out.height() * out.width());
                }
            }
        }
        return result;
    }

    static double[] average(AveragePool pool, Shape shape, double[] input) {
        Window window = pool.window();
        double[] sums = sums(window, shape, input, 0);
        double[] counts = counts(pool, shape);
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= counts[i];
        }
        return sums;
    }

    /** How many numbers each average of a pool is of. */
    static double[] counts(AveragePool pool, Shape shape) {
        double[] ones = new double[shape.elements()];
        Arrays.fill(ones, 1);
        return sums(pool.window(), shape, ones, pool.countsPadding() ? 1 : 0);
    }

    /** The sum under a window in each channel, with a number of its own around the map. */
    static double[] sums(Window window, Shape shape, double[] input, double around) {
        Shape out = window.outputShape(shape);
        Passes passes = new Passes(window, shape, out, padded(window.padding(), around, shape, input));
        double[] result = new double[out.elements()];
        for (int channel = 0; channel < out.channels(); channel++) {
            for (int y = 0; y < window.height(); y++) {
                for (int x = 0; x < window.width(); x++) {
                    passes.add(channel, y, x, 1, result, channel * out.height() * out.width());
                }
            }
        }
        return result;
    }

    /** The map with rows and columns of one value around it. */
    static double[] padded(Padding padding, double value, Shape shape, double[] input) {
        int height = shape.height() + padding.top() + padding.bottom();
        int width = shape.width() + padding.left() + padding.right();
        double[] result = new double[Math.multiplyExact(Math.multiplyExact(shape.channels(), height), width)];
        Arrays.fill(result, value);
        for (int channel = 0; channel < shape.channels(); channel++) {
            for (int row = 0; row < shape.height(); row++) {
                System.arraycopy(
                        input,
                        (channel * shape.height() + row) * shape.width(),
                        result,
                        (channel * height + row + padding.top()) * width + padding.left(),
                        shape.width());
            }
        }
        return result;
    }

    /** Passes of single taps over a padded map. */
    private static final class Passes {
        private final Window window;
        private final Shape shape;
        private final double[] map;
        private final int rows;
        private final int columns;

        Passes(Window window, Shape shape, Shape out, double[] map) {
            this.window = window;
            this.shape = shape;
            this.map = map;
            // Rows that lie behind one another on both sides, as with a window of one tap, are one long row.
            boolean isOneRow =
                    window.verticalStride() == 1 && window.horizontalStride() == 1 && out.width() == paddedWidth();
            this.rows = isOneRow ? 1 : out.height();
            this.columns = isOneRow ? out.height() * out.width() : out.width();
        }

        void add(int channel, int y, int x, double factor, double[] result, int start) {
            int stride = window.horizontalStride();
            for (int row = 0; row < rows; row++) {
                int source = source(channel, y, x, row);
                int target = start + row * columns;
                if (stride == 1) {
                    addRow(factor, source, result, target);
                } else {
                    for (int column = 0; column < columns; column++) {
                        result[target + column] += factor * map[source + column * stride];
                    }
                }
            }
        }

        /** The row without steps, in a loop that the compiler turns into vector instructions. */
        private void addRow(double factor, int source, double[] result, int target) {
            for (int column = 0; column < columns; column++) {
                result[target + column] += factor * map[source + column];
            }
        }

        void raise(int channel, int y, int x, double[] result, int start) {
            int stride = window.horizontalStride();
            for (int row = 0; row < rows; row++) {
                int source = source(channel, y, x, row);
                int target = start + row * columns;
                for (int column = 0; column < columns; column++) {
                    result[target + column] = Math.max(result[target + column], map[source + column * stride]);
                }
            }
        }

        private int paddedWidth() {
            return shape.width() + window.padding().left() + window.padding().right();
        }

        /** Where the tap lies in the first window of an output's row. */
        private int source(int channel, int y, int x, int row) {
            int height =
                    shape.height() + window.padding().top() + window.padding().bottom();
            int width = paddedWidth();
            int line = row * window.verticalStride() + y * window.verticalDilation();
            return (channel * height + line) * width + x * window.horizontalDilation();
        }
    }
}
