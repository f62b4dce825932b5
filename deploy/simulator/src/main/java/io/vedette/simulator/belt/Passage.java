package io.vedette.simulator.belt;

/** One item's way through the region: when part of it is inside, and when all of it. */
final class Passage {
    private static final int NONE = -1;

    private final Item item;
    private int firstFrame = NONE;
    private int lastFrame = NONE;
    private int centredFrom = NONE;
    private int centredTo = NONE;

    Passage(Item item) {
        this.item = item;
    }

    Item item() {
        return item;
    }

    /** Takes note of where the item is in this frame, by the columns that it hides. */
    void observe(int frame, double beltPosition, Camera camera) {
        int corner = item.leftOnScreen(beltPosition, camera.width());
        int left = corner + item.sprite().left();
        int right = corner + item.sprite().right();
        int regionLeft = camera.regionLeft();
        int regionRight = regionLeft + camera.regionSide();
        if (right > regionLeft && left < regionRight) {
            firstFrame = firstFrame == NONE ? frame : firstFrame;
            lastFrame = frame;
        }
        if (left >= regionLeft && right <= regionRight) {
            centredFrom = centredFrom == NONE ? frame : centredFrom;
            centredTo = frame;
        }
    }

    /** Whether the item was inside the region as a whole in at least one frame. */
    boolean wasCentred() {
        return centredFrom != NONE;
    }

    /** What the truth file says of it. */
    Truth.Item toTruth() {
        return new Truth.Item(item.label(), firstFrame, lastFrame, centredFrom, centredTo);
    }
}
