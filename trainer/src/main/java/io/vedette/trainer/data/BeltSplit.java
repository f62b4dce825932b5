package io.vedette.trainer.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which items and gaps of a belt video are held out from training, each with all of its frames: frames of one passage are so alike that a network
 * tried on some of them has as good as learned from them. Each label gives about the same share; how many frames are taken of a passage does not matter.
 */
final class BeltSplit {
    private final List<BeltPassage> heldOut = new ArrayList<>();
    private final Set<Integer> frames = new HashSet<>();

    BeltSplit(List<BeltPassage> passages, List<String> labels, BeltSampling sampling) {
        List<BeltPassage> seen =
                passages.stream().filter(passage -> !passage.frames().isEmpty()).toList();
        int[] classes = seen.stream()
                .mapToInt(passage -> labels.indexOf(passage.label()))
                .toArray();
        for (int chosen : Stratification.of(classes, sampling.requireValidationShare(), sampling.seed())
                .share()) {
            heldOut.add(seen.get(chosen));
            frames.addAll(seen.get(chosen).frames());
        }
    }

    /** Items and gaps that training does not see, in the order given. */
    List<BeltPassage> heldOut() {
        return List.copyOf(heldOut);
    }

    /** What a frame's example is for. */
    Split of(int frame) {
        return frames.contains(frame) ? Split.VALIDATION : Split.TRAIN;
    }
}
