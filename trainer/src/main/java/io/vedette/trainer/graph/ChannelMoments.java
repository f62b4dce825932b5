package io.vedette.trainer.graph;

import java.util.List;

/** Mean, standard deviation and least number of each channel of a value, over pictures and places. */
public record ChannelMoments(List<Double> means, List<Double> deviations, List<Double> leasts) {
    public ChannelMoments {
        means = List.copyOf(means);
        deviations = List.copyOf(deviations);
        leasts = List.copyOf(leasts);
        if (means.size() != deviations.size() || means.size() != leasts.size()) {
            throw new IllegalArgumentException("Every channel has a mean, a deviation and a least number but found "
                    + means.size() + ", " + deviations.size() + " and " + leasts.size());
        }
    }

    public int channels() {
        return means.size();
    }
}
