package io.vedette.runtime.media;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.Interpolation;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.ResizeMode;
import io.vedette.runtime.image.Region;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a region out of frames and scales it to one size and colour order, turned the way it is to be shown; a change of the
 * frames' size or format is noticed.
 * In the steady state nothing is allocated. One thread at a time.
 */
public final class Scaler implements AutoCloseable {
    /** What swscale calls a factor of 1. */
    private static final int UNIT = 1 << 16;

    private final Placement.Size target;
    private final ColourOrder order;
    private final ResizeMode mode;
    private final Interpolation interpolation;
    private final byte fill;
    private final Region region;

    /** A second reference to the frame's memory, whose cropping leaves the frame itself alone. */
    private final AVFrame view = avutil.av_frame_alloc();

    private final PointerPointer<?> viewPlanes = view.data();
    private final IntPointer viewStrides = view.linesize();

    private @Nullable SwsContext context;
    private @Nullable Placement placement;
    private Orientation orientation = Orientation.UPRIGHT;
    /** The target before it is turned; null where nothing is to be turned. */
    private @Nullable Pixels unturned;

    private int sourceWidth;
    private int sourceHeight;
    private int sourceFormat = avutil.AV_PIX_FMT_NONE;
    private int sourceRange;
    private int sourceColourSpace;
    private boolean isClosed;

    /** Scales {@code region} as {@code specification} says. */
    public Scaler(PreprocessingSpec specification, Region region) {
        this(
                new Placement.Size(specification.width(), specification.height()),
                specification.colourOrder(),
                specification.resizeMode(),
                specification.interpolation(),
                specification.fill(),
                region);
    }

    private Scaler(
            Placement.Size target,
            ColourOrder order,
            ResizeMode mode,
            Interpolation interpolation,
            int fill,
            Region region) {
        this.target = target;
        this.order = order;
        this.mode = mode;
        this.interpolation = interpolation;
        this.fill = (byte) fill;
        this.region = region;
    }

    /** Scales the whole frame to exactly this size, as a preview needs it. */
    public static Scaler toSize(int width, int height, ColourOrder order) {
        return new Scaler(
                new Placement.Size(width, height), order, ResizeMode.STRETCH, Interpolation.BILINEAR, 0, Region.WHOLE);
    }

    /** Pixels of the size and order that this scaler writes. */
    public Pixels newPixels() {
        return Pixels.allocate(target.width(), target.height(), order);
    }

    /**
     * Writes the scaled region into {@code pixels}.
     *
     * @throws UnreadableSourceException when the frame's pixel format cannot be scaled
     * @throws IllegalStateException when frame or scaler is closed, or the frame empty
     */
    public void scale(Frame frame, Pixels pixels) {
        if (isClosed) {
            throw new IllegalStateException("the scaler is closed");
        }
        if (pixels.width() != target.width() || pixels.height() != target.height() || pixels.order() != order) {
            throw new IllegalArgumentException("expected pixels of " + target + " in " + order + " but found "
                    + pixels.width() + "×" + pixels.height() + " in " + pixels.order());
        }
        synchronized (frame) {
            if (frame.isEmpty()) {
                throw new IllegalStateException("the frame is empty: nothing was read yet");
            }
            scale(frame.content(), pixels);
        }
    }

    private void scale(AVFrame source, Pixels pixels) {
        Orientation present = Orientation.of(source);
        if (isChanged(source) || !present.equals(orientation)) {
            prepare(source, present);
        }
        Pixels scratch = unturned;
        scaleStored(source, scratch == null ? pixels : scratch);
        if (scratch != null) {
            orientation.turn(scratch, pixels);
        }
    }

    private void scaleStored(AVFrame source, Pixels pixels) {
        SwsContext ready = context;
        Placement place = placement;
        if (ready == null || place == null) {
            throw new IllegalStateException("a bug in the scaler: it was not prepared");
        }
        int status = avutil.av_frame_ref(view, source);
        if (status < 0) {
            throw new UnreadableSourceException("frame", Ffmpeg.describe(status));
        }
        view.crop_left(place.x())
                .crop_top(place.y())
                .crop_right((long) sourceWidth - place.x() - place.width())
                .crop_bottom((long) sourceHeight - place.y() - place.height());
        status = avutil.av_frame_apply_cropping(view, avutil.AV_FRAME_CROP_UNALIGNED);
        if (status >= 0) {
            status = swscale.sws_scale(
                    ready,
                    viewPlanes,
                    viewStrides,
                    0,
                    place.height(),
                    pixels.planesFrom(place.targetX(), place.targetY()),
                    pixels.strides());
        }
        avutil.av_frame_unref(view);
        if (status < 0) {
            throw new UnreadableSourceException("frame", Ffmpeg.describe(status));
        }
        // Afterwards, because a row may have been written a few bytes too long.
        fillMargins(place, pixels);
    }

    private boolean isChanged(AVFrame source) {
        return source.width() != sourceWidth
                || source.height() != sourceHeight
                || source.format() != sourceFormat
                || source.color_range() != sourceRange
                || source.colorspace() != sourceColourSpace;
    }

    private void prepare(AVFrame source, Orientation present) {
        release();
        Placement.Size stored = present.toStored(target);
        int format = source.format();
        Placement place = Placement.of(
                new Placement.Size(source.width(), source.height()),
                new Placement.Size(PixelFormats.chromaWidth(format), PixelFormats.chromaHeight(format)),
                present.toStored(region),
                mode,
                stored);
        SwsContext created = swscale.sws_getContext(
                place.width(),
                place.height(),
                format,
                place.targetWidth(),
                place.targetHeight(),
                PixelFormats.of(order),
                PixelFormats.flags(interpolation),
                (SwsFilter) null,
                (SwsFilter) null,
                (DoublePointer) null);
        if (created == null || created.isNull()) {
            throw new UnreadableSourceException("frame", "pixel format " + format + " cannot be scaled");
        }
        swscale.sws_setColorspaceDetails(
                created,
                swscale.sws_getCoefficients(source.colorspace()),
                PixelFormats.isFullRange(format, source.color_range()) ? 1 : 0,
                swscale.sws_getCoefficients(swscale.SWS_CS_DEFAULT),
                1,
                0,
                UNIT,
                UNIT);
        context = created;
        placement = place;
        orientation = present;
        unturned = present.isUpright() ? null : Pixels.allocate(stored.width(), stored.height(), order);
        sourceWidth = source.width();
        sourceHeight = source.height();
        sourceFormat = format;
        sourceRange = source.color_range();
        sourceColourSpace = source.colorspace();
    }

    private void fillMargins(Placement place, Pixels pixels) {
        if (place.fills(pixels.width(), pixels.height())) {
            return;
        }
        int rowBytes = pixels.rowBytes();
        int left = place.targetX() * order.channels();
        int right = (place.targetX() + place.targetWidth()) * order.channels();
        int bottom = place.targetY() + place.targetHeight();
        for (int y = 0; y < pixels.height(); y++) {
            boolean isMargin = y < place.targetY() || y >= bottom;
            fill(pixels.bytes(), y * rowBytes, isMargin ? rowBytes : left);
            fill(pixels.bytes(), y * rowBytes + right, isMargin ? 0 : rowBytes - right);
        }
    }

    private void fill(ByteBuffer bytes, int start, int count) {
        for (int i = start; i < start + count; i++) {
            bytes.put(i, fill);
        }
    }

    private void release() {
        if (context != null) {
            swscale.sws_freeContext(context);
            context = null;
        }
        sourceFormat = avutil.AV_PIX_FMT_NONE;
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            release();
            avutil.av_frame_free(view);
        }
    }
}
