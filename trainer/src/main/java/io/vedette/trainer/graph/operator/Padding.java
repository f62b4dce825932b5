package io.vedette.trainer.graph.operator;

/** Rows and columns of zeros laid around a map before a window slides over it. */
public record Padding(int top, int left, int bottom, int right) {
    public static final Padding NONE = new Padding(0, 0, 0, 0);

    public Padding {
        if (top < 0 || left < 0 || bottom < 0 || right < 0) {
            throw new IllegalArgumentException("Padding must not be negative: top " + top + ", left " + left
                    + ", bottom " + bottom + ", right " + right);
        }
    }

    /** The same padding on all four sides. */
    public static Padding around(int size) {
        return new Padding(size, size, size, size);
    }

    /** The shape of a map with the padding around it. */
    public Shape outputShape(Shape map) {
        return Shape.of(map.channels(), padded(map.height(), top, bottom), padded(map.width(), left, right));
    }

    static int padded(int extent, int before, int after) {
        long padded = (long) extent + before + after;
        if (padded > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "Padding of " + before + " and " + after + " makes a map longer than an array can be");
        }
        return (int) padded;
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /** Whether opposite sides are padded alike. */
    public boolean isSymmetric() {
        return top == bottom && left == right;
    }
}
