package io.vedette.agent.camera;

import java.util.Arrays;

/** What a camera's good pictures have at least: the low ends of their contrast and sharpness over the newest of them. For one thread. */
final class SceneBaseline {
    /** At one look a second, ten minutes. */
    private static final int ROOM = 600;

    /** Fewer pictures say nothing of what is usual. */
    private static final int LEAST = 30;

    private static final double LOW = 0.01;
    /** Contrast must fall below this share of the lowest usual. */
    private static final double COLLAPSED = 0.35;
    /** A picture with less contrast shows nothing, whatever is usual: 2 levels of 255. */
    private static final double BLANK = 0.008;
    /** And one with more shows something. */
    private static final double CLEAR = 0.06;
    /** The Laplacian's variance must fall to less than half of the lowest usual. */
    private static final double BLUR = Math.log(2);

    private final double[] contrasts = new double[ROOM];
    private final double[] sharpnesses = new double[ROOM];
    private final double[] sorted = new double[ROOM];
    private int count;
    private int next;

    /** Learns from a picture that is well. */
    void accept(SceneView view) {
        contrasts[next] = view.contrast();
        sharpnesses[next] = view.sharpness();
        next = (next + 1) % ROOM;
        count = Math.min(ROOM, count + 1);
    }

    /** Whether there is next to nothing in the picture. */
    boolean isBlank(SceneView view) {
        return view.contrast() < BLANK
                || (isKnown() && view.contrast() < CLEAR && view.contrast() < COLLAPSED * low(contrasts));
    }

    /** Whether it lacks sharpness that every picture before had. */
    boolean isBlurred(SceneView view) {
        return isKnown() && view.sharpness() < low(sharpnesses) - BLUR;
    }

    private boolean isKnown() {
        return count >= LEAST;
    }

    private double low(double[] values) {
        System.arraycopy(values, 0, sorted, 0, count);
        Arrays.sort(sorted, 0, count);
        return sorted[(int) (LOW * count)];
    }
}
