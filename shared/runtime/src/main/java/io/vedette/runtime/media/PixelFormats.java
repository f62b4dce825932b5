package io.vedette.runtime.media;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.Interpolation;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;

/** FFmpeg's numbers for pixels and for scaling. */
final class PixelFormats {
    /** The same bits on every machine, and chroma at full width. */
    private static final int EXACT =
            swscale.SWS_BITEXACT | swscale.SWS_ACCURATE_RND | swscale.SWS_FULL_CHR_H_INT | swscale.SWS_FULL_CHR_H_INP;

    private PixelFormats() {}

    static int of(ColourOrder order) {
        return switch (order) {
            case RGB -> avutil.AV_PIX_FMT_RGB24;
            case BGR -> avutil.AV_PIX_FMT_BGR24;
            case GREY -> avutil.AV_PIX_FMT_GRAY8;
        };
    }

    static int flags(Interpolation interpolation) {
        return EXACT
                | switch (interpolation) {
                    case BILINEAR -> swscale.SWS_BILINEAR;
                    case BICUBIC -> swscale.SWS_BICUBIC;
                    case AREA -> swscale.SWS_AREA;
                };
    }

    /** Whether black is 0 and white 255, as in pictures, and not 16 and 235, as in most video. */
    static boolean isFullRange(int format, int colourRange) {
        if (colourRange == avutil.AVCOL_RANGE_JPEG) {
            return true;
        }
        boolean isGrey = descriptor(format).nb_components() < 3;
        return isJpegFormat(format) || (isGrey && colourRange != avutil.AVCOL_RANGE_MPEG);
    }

    private static boolean isJpegFormat(int format) {
        return format == avutil.AV_PIX_FMT_YUVJ420P
                || format == avutil.AV_PIX_FMT_YUVJ422P
                || format == avutil.AV_PIX_FMT_YUVJ444P
                || format == avutil.AV_PIX_FMT_YUVJ440P
                || format == avutil.AV_PIX_FMT_YUVJ411P;
    }

    /** Columns that share one chroma value. */
    static int chromaWidth(int format) {
        return 1 << descriptor(format).log2_chroma_w();
    }

    /** Rows that share one chroma value. */
    static int chromaHeight(int format) {
        return 1 << descriptor(format).log2_chroma_h();
    }

    private static AVPixFmtDescriptor descriptor(int format) {
        AVPixFmtDescriptor descriptor = avutil.av_pix_fmt_desc_get(format);
        if (descriptor == null) {
            throw new UnreadableSourceException("frame", "its pixel format is unknown: " + format);
        }
        return descriptor;
    }
}
