package io.vedette.trainer.data;

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

    /** The frame in the middle; there must be one. */
    int middle() {
        return frames.get(frames.size() / 2);
    }
}
