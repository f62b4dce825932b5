package io.vedette.agent.camera;

import java.time.Duration;

/**
 * Whether a camera gives the same picture all the time, though its encoder may encode that anew. For one thread; without garbage.
 *
 * <p>A look is fresh when it resembles none of the {@value #LOOKS} before it. A frozen picture's keyframe differs from the frames after it, but each of them comes again with
 * the next keyframe; a live sensor's noise never does. Between two keyframes an encoder may leave out the noise of a scene at rest, so that only a
 * stretch with a keyframe in it tells the two apart. Measured on videos at rest, as a mean over the pixels in levels of 255: at each keyframe a live look
 * is 0.4 to 0.9 from the nearest before it, with noise of 0.5 to 4 levels; a frozen one is 0.003 at most with a fixed quantizer, and 0 with a fixed rate once that has settled.
 *
 * <p>What counts as resembling is a share of the least freshness that the camera itself showed while it lived. A recording that begins anew repeats its looks as
 * well, but in between them something moves.
 */
final class Stillness {
    /** At one look a second, more than the distance of most encoders' keyframes. */
    private static final int LOOKS = 16;

    /** Stretches of which the least fresh counts: at ten seconds each, ten minutes. */
    private static final int STRETCHES = 60;

    /** Of the least freshness of a live camera. */
    private static final double SHARE = 0.25;

    private static final double LEAST_LIMIT = 0.01;
    private static final double MOST_LIMIT = 0.05;
    /** A look that is farther from the one just before it shows that something moved. */
    private static final double MOVED = 0.5;

    /** Pixels that are compared before it is asked whether they are enough: asking at each would cost more than comparing. */
    private static final int BLOCK = 1024;

    private final byte[][] looks;
    private final double[] peaks = new double[STRETCHES];
    private final long afterUs;
    private long count;
    private long learned;
    private long freshUs;
    private long stretchUs;
    private double peak;

    /**
     * Knows no look yet.
     *
     * @param after how long there must be no fresh look
     */
    Stillness(int pixels, Duration after) {
        this.looks = new byte[LOOKS][pixels];
        this.afterUs = after.toNanos() / 1000;
    }

    /** Takes another look, a byte a pixel; whether the picture has been the same for so long now. */
    boolean accept(byte[] look, long nowUs) {
        if (count == 0) {
            freshUs = nowUs;
            stretchUs = nowUs;
        } else {
            compare(look, nowUs);
        }
        System.arraycopy(look, 0, looks[place(count)], 0, look.length);
        count++;
        return nowUs - freshUs >= afterUs;
    }

    private void compare(byte[] look, long nowUs) {
        double limit = limit();
        double last = distance(look, looks[place(count - 1)], Double.MAX_VALUE);
        double nearest = last;
        for (long other = count - 2; other >= Math.max(0, count - LOOKS) && nearest > 0; other--) {
            nearest = Math.min(nearest, distance(look, looks[place(other)], nearest));
        }
        if (nearest > limit || last > MOVED) {
            freshUs = nowUs;
        }
        peak = Math.max(peak, nearest);
        if (nowUs - stretchUs >= afterUs) {
            if (peak > limit) {
                peaks[(int) (learned++ % STRETCHES)] = peak;
            }
            peak = 0;
            stretchUs = nowUs;
        }
    }

    private static int place(long look) {
        return (int) (look % LOOKS);
    }

    /** How far a look may be from another and still resemble it. */
    private double limit() {
        if (learned == 0) {
            return LEAST_LIMIT;
        }
        double least = Double.MAX_VALUE;
        for (int i = 0; i < Math.min(learned, STRETCHES); i++) {
            least = Math.min(least, peaks[i]);
        }
        return Math.max(LEAST_LIMIT, Math.min(MOST_LIMIT, SHARE * least));
    }

    /** The mean difference of two looks' pixels, in levels of 255; where it is more than {@code enough}, something more than that. */
    private static double distance(byte[] a, byte[] b, double enough) {
        double most = enough * a.length;
        long sum = 0;
        for (int start = 0; start < a.length && sum <= most; start += BLOCK) {
            int part = 0;
            for (int i = start; i < Math.min(a.length, start + BLOCK); i++) {
                part += Math.abs((a[i] & 0xff) - (b[i] & 0xff));
            }
            sum += part;
        }
        return sum / (double) a.length;
    }
}
