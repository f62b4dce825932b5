package io.vedette.trainer.graph;

import java.util.List;

/** Mean and standard deviation of each channel of a value, over pictures and places. */
public record ChannelMoments(List<Double> means, List<Double> deviations) {
    public ChannelMoments {
        means = List.copyOf(means);
        deviations = List.copyOf(deviations);
        if (means.size() != deviations.size()) {
            throw new IllegalArgumentException(
                    "Every channel has a mean and a deviation but found " + means.size() + " and " + deviations.size());
        }
    }

    public int channels() {
        return means.size();
    }
}
