package io.vedette.core.drift;

import io.vedette.core.stats.Histogram;
import java.util.ArrayList;
import java.util.List;

/**
 * How often each class was predicted in the reference.
 *
 * @param counts one a label; 0 for a label that is background and so not counted
 */
public record ClassMixReference(List<Long> counts, List<Threshold> thresholds) {
    public ClassMixReference {
        counts = List.copyOf(counts);
        thresholds = List.copyOf(thresholds);
    }

    /** Counts of labels. */
    public static List<Long> count(int[] labels, int kinds) {
        long[] counts = new long[kinds];
        for (int label : labels) {
            counts[label]++;
        }
        List<Long> list = new ArrayList<>(kinds);
        for (long count : counts) {
            list.add(count);
        }
        return list;
    }

    /** The counts as a histogram of the labels' indices. */
    static Histogram histogram(List<Long> counts) {
        List<Double> bounds = new ArrayList<>();
        for (int i = 0; i < counts.size() - 1; i++) {
            bounds.add((double) i);
        }
        return new Histogram(bounds, counts);
    }
}
