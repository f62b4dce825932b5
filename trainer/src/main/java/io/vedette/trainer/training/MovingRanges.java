package io.vedette.trainer.training;

import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.ScaleGroups;
import io.vedette.trainer.graph.Symmetry;
import io.vedette.trainer.graph.TensorRange;
import io.vedette.trainer.graph.pass.RescaleFixedOutputs;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The ranges of a graph's values while its weights change: each bound goes a part of the way to every batch's own. */
final class MovingRanges {
    private final double momentum;
    private final Map<String, Group> groups = new LinkedHashMap<>();

    /**
     * Begins with ranges of a calibration.
     *
     * @param nodes of a graph without batch norm, with fixed outputs rescaled
     * @param first per value that is stored in integers; of values that have one scale together the union counts
     * @param momentum the part of the way
     */
    MovingRanges(Collection<FusedNode> nodes, Map<String, TensorRange> first, Symmetry symmetry, double momentum) {
        if (!(momentum > 0 && momentum <= 1)) {
            throw new IllegalArgumentException("Momentum must be above 0 and at most 1 but is " + momentum);
        }
        this.momentum = momentum;
        Map<String, FusedNode> makers = new HashMap<>();
        nodes.forEach(fused -> makers.put(fused.output(), fused));
        for (Set<String> values : ScaleGroups.of(nodes)) {
            boolean isFixed = values.stream().anyMatch(value -> isFixed(makers, value));
            TensorRange range = isFixed
                    ? TensorRange.SHARES
                    : values.stream()
                            .map(value -> get(first, value))
                            .reduce(TensorRange::union)
                            .orElseThrow();
            Group group = new Group(isFixed, range, symmetry);
            values.forEach(value -> groups.put(value, group));
        }
    }

    private static boolean isFixed(Map<String, FusedNode> makers, String value) {
        FusedNode maker = makers.get(value);
        return maker != null && RescaleFixedOutputs.isFixed(maker.node().operator());
    }

    private static TensorRange get(Map<String, TensorRange> ranges, String value) {
        TensorRange range = ranges.get(value);
        if (range == null) {
            throw new IllegalArgumentException("Value " + value + " was not calibrated, only " + ranges.keySet());
        }
        return range;
    }

    /** Whether a value is stored in integers. */
    boolean has(String value) {
        return groups.containsKey(value);
    }

    /** Whether what a batch shows moves the value's range. */
    boolean isMoving(String value) {
        return !group(value).isFixed;
    }

    QuantizationParameters parameters(String value) {
        return group(value).parameters;
    }

    /** Notes what a value took in the batch. */
    void observe(String value, TensorRange seen) {
        Group group = group(value);
        group.seen = group.hasSeen ? group.seen.union(seen) : seen;
        group.hasSeen = true;
    }

    /** Moves the ranges to what was noted since the last time. */
    void move() {
        groups.values().stream().filter(group -> group.hasSeen).forEach(group -> group.move(momentum));
    }

    /** Per value that is stored in integers its range now: {@link Graph#INPUT} first, then in the order in which they are made. */
    Map<String, TensorRange> toMap() {
        Map<String, TensorRange> ranges = new LinkedHashMap<>();
        groups.forEach((value, group) -> ranges.put(value, group.range));
        return ranges;
    }

    private Group group(String value) {
        Group group = groups.get(value);
        if (group == null) {
            throw new IllegalArgumentException("Value " + value + " is not stored in integers");
        }
        return group;
    }

    /** Values that have one scale together. */
    private static final class Group {
        private final boolean isFixed;
        private final Symmetry symmetry;
        private TensorRange range;
        private QuantizationParameters parameters;
        private TensorRange seen;
        private boolean hasSeen;

        Group(boolean isFixed, TensorRange range, Symmetry symmetry) {
            this.isFixed = isFixed;
            this.symmetry = symmetry;
            this.range = range;
            this.seen = range;
            this.parameters = symmetry.parameters(range);
        }

        void move(double momentum) {
            range = new TensorRange(
                    moved(range.lowest(), seen.lowest(), momentum), moved(range.highest(), seen.highest(), momentum));
            parameters = symmetry.parameters(range);
            hasSeen = false;
        }

        private static float moved(float bound, float target, double momentum) {
            return (float) (bound + momentum * ((double) target - bound));
        }
    }
}
