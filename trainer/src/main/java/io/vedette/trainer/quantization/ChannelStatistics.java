package io.vedette.trainer.quantization;

import io.vedette.trainer.graph.ChannelMoments;
import io.vedette.trainer.graph.Graph;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Sums up a value channel by channel. */
final class ChannelStatistics {
    private final double[] sums;
    private final double[] squares;
    private final double[] leasts;
    private long perChannel;

    ChannelStatistics(int channels) {
        sums = new double[channels];
        squares = new double[channels];
        leasts = new double[channels];
        Arrays.fill(leasts, Double.POSITIVE_INFINITY);
    }

    /**
     * Mean, deviation and least number of each channel of every value, when the graph runs in floats.
     *
     * @param threads how many of the machine's the runtime may use
     * @param pictures preprocessed, in the graph's layout: channel by channel, row by row
     */
    static Map<String, ChannelMoments> gather(Graph graph, int threads, Iterable<float[]> pictures) {
        Map<String, ChannelStatistics> statistics = new LinkedHashMap<>();
        graph.values().forEach((value, shape) -> statistics.put(value, new ChannelStatistics(shape.channels())));
        FloatRun.run(graph, threads, pictures, (value, numbers) -> Objects.requireNonNull(statistics.get(value))
                .add(toDoubles(numbers)));
        Map<String, ChannelMoments> moments = new LinkedHashMap<>();
        statistics.forEach((value, each) -> moments.put(value, each.moments()));
        return moments;
    }

    private static double[] toDoubles(FloatBuffer numbers) {
        double[] doubles = new double[numbers.remaining()];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = numbers.get();
        }
        return doubles;
    }

    /** Takes in the value for one picture, channel by channel. */
    void add(double[] numbers) {
        int area = numbers.length / sums.length;
        for (int i = 0; i < numbers.length; i++) {
            sums[i / area] += numbers[i];
            squares[i / area] += numbers[i] * numbers[i];
            leasts[i / area] = Math.min(leasts[i / area], numbers[i]);
        }
        perChannel += area;
    }

    ChannelMoments moments() {
        List<Double> means = new ArrayList<>();
        List<Double> deviations = new ArrayList<>();
        for (int channel = 0; channel < sums.length; channel++) {
            double mean = sums[channel] / perChannel;
            means.add(mean);
            deviations.add(Math.sqrt(Math.max(0, squares[channel] / perChannel - mean * mean)));
        }
        return new ChannelMoments(
                means, deviations, Arrays.stream(leasts).boxed().toList());
    }
}
