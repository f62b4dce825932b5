package io.vedette.trainer.data;

import java.util.ArrayList;
import java.util.List;

/**
 * One item's passage over a belt, or the gap between two.
 *
 * @param frames the frames that show the whole item and no other, or none at all; ascending, and perhaps none
 */
record BeltPassage(String label, List<Integer> frames) {
    BeltPassage {
        frames = List.copyOf(frames);
    }

    boolean isItem() {
        return !label.equals(BeltSampling.EMPTY);
    }

    /** At most so many frames, spread evenly; of one, the middle. */
    List<Integer> spread(int count) {
        if (count >= frames.size()) {
            return frames;
        }
        List<Integer> chosen = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            chosen.add(frames.get((2 * i + 1) * frames.size() / (2 * count)));
        }
        return chosen;
    }
}
