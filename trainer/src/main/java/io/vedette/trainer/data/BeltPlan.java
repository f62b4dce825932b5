package io.vedette.trainer.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Which frame of a belt video is taken as an example of which label. A frame that shows one whole item and of no other more than a little is an
 * example of that item; one that shows of no item more than a little, of the empty belt; all others say nothing clear and are left out.
 */
final class BeltPlan {
    private final BeltTruth truth;
    private final BeltSampling sampling;
    private final Random random;
    /** By frame, the share of the item of which most is seen, and of the one of which second most is. */
    private final double[] most;

    private final double[] second;

    BeltPlan(BeltTruth truth, BeltSampling sampling) {
        this.truth = truth;
        this.sampling = sampling;
        this.random = new Random(sampling.seed());
        this.most = new double[truth.frames()];
        this.second = new double[truth.frames()];
        for (BeltTruth.Item item : truth.items()) {
            for (int frame = item.firstFrame(); frame <= Math.min(item.lastFrame(), most.length - 1); frame++) {
                double share = item.visibleShare(frame);
                second[frame] = Math.max(second[frame], Math.min(share, most[frame]));
                most[frame] = Math.max(most[frame], share);
            }
        }
    }

    /** The labels by frame, ascending. */
    Map<Integer, String> frames() {
        Map<Integer, String> chosen = new TreeMap<>();
        for (BeltTruth.Item item : truth.items()) {
            for (int frame : some(whole(item), sampling.framesPerItem())) {
                chosen.put(frame, item.label());
            }
        }
        int wantedEmpty =
                (int) Math.round(sampling.emptyPerItem() * truth.items().size());
        for (int frame : some(empty(), wantedEmpty)) {
            chosen.put(frame, BeltSampling.EMPTY);
        }
        return chosen;
    }

    /** The items and the gaps, each in the order of time. */
    List<BeltPassage> passages() {
        List<BeltPassage> passages = new ArrayList<>();
        for (BeltTruth.Item item : truth.items()) {
            passages.add(new BeltPassage(item.label(), whole(item)));
        }
        List<Integer> gap = new ArrayList<>();
        for (int frame : empty()) {
            if (!gap.isEmpty() && frame != gap.get(gap.size() - 1) + 1) {
                passages.add(new BeltPassage(BeltSampling.EMPTY, gap));
                gap.clear();
            }
            gap.add(frame);
        }
        passages.add(new BeltPassage(BeltSampling.EMPTY, gap));
        return passages;
    }

    private List<Integer> whole(BeltTruth.Item item) {
        List<Integer> frames = new ArrayList<>();
        for (int frame = item.centredFrom(); frame <= Math.min(item.centredTo(), second.length - 1); frame++) {
            if (second[frame] < BeltSampling.LEAST_VISIBLE) {
                frames.add(frame);
            }
        }
        return frames;
    }

    private List<Integer> empty() {
        List<Integer> frames = new ArrayList<>();
        for (int frame = 0; frame < most.length; frame++) {
            if (most[frame] < BeltSampling.LEAST_VISIBLE) {
                frames.add(frame);
            }
        }
        return frames;
    }

    private int[] some(List<Integer> frames, int limit) {
        int[] shuffled = frames.stream().mapToInt(Integer::intValue).toArray();
        Shuffle.shuffle(shuffled, random);
        return Arrays.copyOf(shuffled, Math.min(limit, shuffled.length));
    }
}
