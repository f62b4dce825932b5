package io.vedette.trainer.architecture;

/** Numbers of channels that vector instructions like. */
final class Channels {
    private static final int DIVISOR = 8;

    private Channels() {}

    /** The multiple of eight nearest to a number, but not a tenth below it (the published MobileNets' rounding). */
    static int of(double number) {
        int rounded = Math.max(DIVISOR, (int) (number + DIVISOR / 2.0) / DIVISOR * DIVISOR);
        return rounded < 0.9 * number ? rounded + DIVISOR : rounded;
    }

    static void requireWidth(double widthMultiplier) {
        if (!(widthMultiplier > 0) || widthMultiplier > 8) {
            throw new IllegalArgumentException(
                    "Width multiplier must be above 0 and at most 8 but is " + widthMultiplier);
        }
    }
}
