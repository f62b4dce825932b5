package io.vedette.simulator.belt;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What really passed the camera, written beside the video.
 *
 * @param schema the version of this form: 1
 * @param video the video's file name
 * @param region the square that the classifier should look at, in fractions of the frame
 * @param changes what is otherwise from an item on
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
        List<Item> items,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Change> changes) {
    static final int SCHEMA = 1;

    Truth {
        items = List.copyOf(items);
        changes = List.copyOf(changes);
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

    /**
     * Something that is otherwise from an item on.
     *
     * @param item the number of the first item under the change, from 0
     * @param firstFrame of the change
     * @param what such as {@code light=0.6}
     */
    record Change(int item, int firstFrame, String what) {}
}
