package io.vedette.simulator.belt;

/** Checks figures that a person gave. */
final class Figures {
    private Figures() {}

    static void requireRange(String name, double value, double lowest, double highest) {
        if (!(value >= lowest && value <= highest)) {
            throw new IllegalArgumentException(
                    name + " is not from " + plain(lowest) + " to " + plain(highest) + ": " + plain(value));
        }
    }

    /** The shortest form of a figure. */
    static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
