package io.vedette.runtime.media;

import io.vedette.core.bundle.ColourOrder;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** One decoded picture in FFmpeg's memory. A reader's frame is one object whose content changes with every read. */
public final class Frame implements AutoCloseable {
    /** {@link #presentationUs()} of a frame whose source tells no time. */
    public static final long NO_TIME = Long.MIN_VALUE;

    private @Nullable AVFrame frame;
    private long index = -1;
    private long presentationUs = NO_TIME;

    Frame() {
        this.frame = avutil.av_frame_alloc();
    }

    /** A frame of its own with a copy of packed pixels, so that they can be scaled as decoded ones are. */
    public static Frame of(int width, int height, ColourOrder order, ByteBuffer pixels) {
        int rowBytes = Math.multiplyExact(width, order.channels());
        if (pixels.remaining() < (long) rowBytes * height) {
            throw new IllegalArgumentException(
                    "expected " + (long) rowBytes * height + " bytes of pixels but found " + pixels.remaining());
        }
        Frame created = new Frame();
        AVFrame target = created.content();
        target.width(width).height(height).format(PixelFormats.of(order));
        int status = avutil.av_frame_get_buffer(target, 0);
        if (status < 0) {
            created.close();
            throw new UnreadableSourceException("pixels", Ffmpeg.describe(status));
        }
        ByteBuffer source = pixels.duplicate();
        try (BytePointer plane = target.data(0)) {
            int stride = target.linesize(0);
            ByteBuffer rows = plane.capacity((long) stride * height).asByteBuffer();
            for (int y = 0; y < height; y++) {
                int start = pixels.position() + y * rowBytes;
                rows.position(y * stride).put(source.limit(start + rowBytes).position(start));
            }
        }
        created.index = 0;
        return created;
    }

    void decoded(long newIndex, long newPresentationUs) {
        index = newIndex;
        presentationUs = newPresentationUs;
    }

    /** FFmpeg's frame; hold this frame's monitor while using it. */
    AVFrame content() {
        if (frame == null) {
            throw new IllegalStateException("the frame is closed");
        }
        return frame;
    }

    /** Whether there is no picture yet, or no more. */
    public synchronized boolean isEmpty() {
        return frame == null || frame.width() == 0;
    }

    /** Columns of pixels as the picture is shown. */
    public synchronized int width() {
        return isTransposed() ? content().height() : content().width();
    }

    /** Rows of pixels as the picture is shown. */
    public synchronized int height() {
        return isTransposed() ? content().width() : content().height();
    }

    private boolean isTransposed() {
        return Orientation.of(content()).isTransposed();
    }

    /** The number of frames that came before from the same source. */
    public long index() {
        return index;
    }

    /** When the frame is to be shown, in microseconds since the source's first frame, or {@link #NO_TIME}. */
    public long presentationUs() {
        return presentationUs;
    }

    @Override
    public synchronized void close() {
        if (frame != null) {
            avutil.av_frame_free(frame);
            frame = null;
        }
    }
}
