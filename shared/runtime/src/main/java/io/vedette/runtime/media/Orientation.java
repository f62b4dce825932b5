package io.vedette.runtime.media;

import io.vedette.runtime.image.Region;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * How a stored picture is turned and mirrored to be shown, as cameras and phones note it (in JPEG by EXIF).
 *
 * <p>Seen from the picture's centre, the stored point (x, y) is shown at (x·xToX + y·yToX, x·xToY + y·yToY). Each number is −1, 0
 * or 1; the way back is the same with the two middle numbers exchanged.
 */
record Orientation(int xToX, int xToY, int yToX, int yToY) {
    static final Orientation UPRIGHT = new Orientation(1, 0, 0, 1);

    /** Bytes from one row of FFmpeg's 3 × 3 matrix of integers to the next. */
    private static final int MATRIX_ROW_BYTES = 12;

    private static final int MATRIX_BYTES = 36;

    static Orientation of(AVFrame frame) {
        if (frame.nb_side_data() == 0) {
            return UPRIGHT;
        }
        AVFrameSideData data = avutil.av_frame_get_side_data(frame, avutil.AV_FRAME_DATA_DISPLAYMATRIX);
        if (data == null || data.size() < MATRIX_BYTES) {
            return UPRIGHT;
        }
        ByteBuffer matrix = data.data().capacity(MATRIX_BYTES).asByteBuffer().order(ByteOrder.nativeOrder());
        Orientation found = new Orientation(
                Integer.signum(matrix.getInt(0)),
                Integer.signum(matrix.getInt(4)),
                Integer.signum(matrix.getInt(MATRIX_ROW_BYTES)),
                Integer.signum(matrix.getInt(MATRIX_ROW_BYTES + 4)));
        return found.isQuarterTurn() ? found : UPRIGHT;
    }

    /** Whether rows stay rows, or become columns; anything between is no orientation of a picture. */
    private boolean isQuarterTurn() {
        int straight = Math.abs(xToX * yToY);
        int across = Math.abs(xToY * yToX);
        return straight + across == 1 && Math.abs(xToX) + Math.abs(xToY) == 1;
    }

    boolean isUpright() {
        return equals(UPRIGHT);
    }

    /** Whether rows become columns. */
    boolean isTransposed() {
        return xToX == 0;
    }

    Placement.Size toStored(Placement.Size shown) {
        return isTransposed() ? shown.transposed() : shown;
    }

    /** Where a region of the shown picture lies in the stored one. */
    Region toStored(Region shown) {
        double x = shown.x() + shown.width() / 2 - 0.5;
        double y = shown.y() + shown.height() / 2 - 0.5;
        double width = isTransposed() ? shown.height() : shown.width();
        double height = isTransposed() ? shown.width() : shown.height();
        double left = xToX * x + xToY * y + 0.5 - width / 2;
        double top = yToX * x + yToY * y + 0.5 - height / 2;
        return new Region(Math.max(0, left), Math.max(0, top), width, height);
    }

    /** Copies packed pixels from the way they are stored to the way they are shown. */
    void turn(Pixels stored, Pixels shown) {
        int channels = shown.order().channels();
        for (int y = 0; y < shown.height(); y++) {
            // Twice the distance from the centre is an integer for even and odd sizes.
            int fromMiddleY = 2 * y + 1 - shown.height();
            for (int x = 0; x < shown.width(); x++) {
                int fromMiddleX = 2 * x + 1 - shown.width();
                int storedX = (xToX * fromMiddleX + xToY * fromMiddleY + stored.width() - 1) / 2;
                int storedY = (yToX * fromMiddleX + yToY * fromMiddleY + stored.height() - 1) / 2;
                int source = storedY * stored.rowBytes() + storedX * channels;
                int target = y * shown.rowBytes() + x * channels;
                for (int channel = 0; channel < channels; channel++) {
                    shown.bytes().put(target + channel, stored.bytes().get(source + channel));
                }
            }
        }
    }
}
