package io.vedette.runtime.media;

import io.vedette.core.bundle.ResizeMode;
import io.vedette.runtime.image.Region;

/**
 * Which pixels of a frame go where in the target.
 *
 * @param x of the source's left edge, with {@code y}, {@code width} and {@code height} in the frame's pixels
 * @param targetX of the left edge in the target, with the other three in the target's pixels
 */
record Placement(int x, int y, int width, int height, int targetX, int targetY, int targetWidth, int targetHeight) {

    /** A size in pixels. */
    record Size(int width, int height) {
        Size transposed() {
            return new Size(/* width= */ height, /* height= */ width);
        }
    }

    /**
     * @param grid what the source's edges must be multiples of, because chroma is shared
     */
    static Placement of(Size frame, Size grid, Region region, ResizeMode mode, Size target) {
        double left = region.x() * frame.width;
        double top = region.y() * frame.height;
        double width = region.width() * frame.width;
        double height = region.height() * frame.height;
        double wantedAspect = (double) target.width / target.height;
        double aspect = width / height;
        if (mode == ResizeMode.CENTRE_CROP && aspect > wantedAspect) {
            left += (width - height * wantedAspect) / 2;
            width = height * wantedAspect;
        } else if (mode == ResizeMode.CENTRE_CROP) {
            top += (height - width / wantedAspect) / 2;
            height = width / wantedAspect;
        }
        int x = start(left, width, frame.width, grid.width);
        int y = start(top, height, frame.height, grid.height);
        int sourceWidth = Math.max(1, Math.min(frame.width - x, (int) Math.round(width)));
        int sourceHeight = Math.max(1, Math.min(frame.height - y, (int) Math.round(height)));
        if (mode != ResizeMode.LETTERBOX) {
            return new Placement(x, y, sourceWidth, sourceHeight, 0, 0, target.width, target.height);
        }
        double ratio = Math.min((double) target.width / sourceWidth, (double) target.height / sourceHeight);
        int targetWidth = Math.max(1, Math.min(target.width, (int) Math.round(sourceWidth * ratio)));
        int targetHeight = Math.max(1, Math.min(target.height, (int) Math.round(sourceHeight * ratio)));
        return new Placement(
                x,
                y,
                sourceWidth,
                sourceHeight,
                (target.width - targetWidth) / 2,
                (target.height - targetHeight) / 2,
                targetWidth,
                targetHeight);
    }

    private static int start(double edge, double size, int frameSize, int grid) {
        int last = Math.max(0, frameSize - Math.max(1, (int) Math.round(size)));
        int rounded = Math.min(last, (int) Math.round(edge));
        return rounded - rounded % grid;
    }

    boolean fills(int wholeWidth, int wholeHeight) {
        return targetWidth == wholeWidth && targetHeight == wholeHeight;
    }
}
