package io.vedette.simulator.belt;

import java.util.List;

/**
 * What really passed the camera, written beside the video.
 *
 * @param schema the version of this form: 1
 * @param video the video's file name
 * @param region the square that the classifier should look at, in fractions of the frame
 */
record Truth(
        int schema,
        String video,
        int width,
        int height,
        int framesPerSecond,
        int frames,
        long seed,
        Region region,
        List<Item> items) {
    static final int SCHEMA = 1;

    Truth {
        items = List.copyOf(items);
    }

    /** A rectangle in fractions of the frame. */
    record Region(double x, double y, double width, double height) {}

    /**
     * One item; all frames count from 0 and are included.
     *
     * @param firstFrame in which part of the item is inside the region
     * @param lastFrame likewise
     * @param centredFrom in which the whole item is inside the region
     * @param centredTo likewise
     */
    record Item(String label, int firstFrame, int lastFrame, int centredFrom, int centredTo) {}
}
