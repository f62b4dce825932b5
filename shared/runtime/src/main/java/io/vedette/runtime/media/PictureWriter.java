package io.vedette.runtime.media;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.Interpolation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.DoublePointer;
import org.jspecify.annotations.Nullable;

/** Encodes pictures; the encoder is kept for pictures of the same size. One thread at a time. */
public final class PictureWriter implements AutoCloseable {
    private static final int BEST_QUANTIZER = 2;
    private static final int WORST_QUANTIZER = 31;

    private final PictureFormat format;
    private final int quantizer;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private @Nullable Encoder encoder;
    private boolean isClosed;

    private PictureWriter(PictureFormat format, int quantizer) {
        this.format = format;
        this.quantizer = quantizer;
    }

    /** Writes PNG. */
    public static PictureWriter png() {
        return new PictureWriter(PictureFormat.PNG, 0);
    }

    /**
     * Writes JPEG.
     *
     * @param quality from 1, small, to 100, good
     */
    public static PictureWriter jpeg(int quality) {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("quality is not from 1 to 100: " + quality);
        }
        return new PictureWriter(
                PictureFormat.JPEG,
                WORST_QUANTIZER - Math.round((quality - 1) * (WORST_QUANTIZER - BEST_QUANTIZER) / 99f));
    }

    /** The format that is written. */
    public PictureFormat format() {
        return format;
    }

    /**
     * The encoded bytes, valid until the next call.
     *
     * @throws UnwritableTargetException when the encoder refuses
     */
    public ByteBuffer encode(Pixels pixels) {
        if (isClosed) {
            throw new IllegalStateException("the picture writer is closed");
        }
        Ffmpeg.begin();
        Encoder ready = encoder;
        if (ready == null || !ready.suits(pixels)) {
            if (ready != null) {
                ready.close();
            }
            encoder = null;
            ready = new Encoder(format, quantizer, pixels.width(), pixels.height(), pixels.order());
            encoder = ready;
        }
        avcodec.av_packet_unref(packet);
        ready.encode(pixels, packet);
        return packet.data().capacity(packet.size()).asByteBuffer();
    }

    /** Writes a file, over an old one if there is one. */
    public void write(Path file, Pixels pixels) {
        ByteBuffer bytes = encode(pixels);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UnwritableTargetException(file.toString(), e.toString(), e);
        }
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        if (encoder != null) {
            encoder.close();
        }
        avcodec.av_packet_free(packet);
    }

    /** FFmpeg's encoder for pictures of one size, and the conversion to the pixels that it wants. */
    private static final class Encoder implements AutoCloseable {
        private final int width;
        private final int height;
        private final ColourOrder order;
        private final AVFrame frame = avutil.av_frame_alloc();
        private final AVCodecContext codec;
        private final SwsContext conversion;

        Encoder(PictureFormat format, int quantizer, int width, int height, ColourOrder order) {
            this.width = width;
            this.height = height;
            this.order = order;
            int pixelFormat = pixelFormat(format, order);
            AVCodec found = avcodec.avcodec_find_encoder(
                    format == PictureFormat.PNG ? avcodec.AV_CODEC_ID_PNG : avcodec.AV_CODEC_ID_MJPEG);
            codec = avcodec.avcodec_alloc_context3(found);
            codec.width(width)
                    .height(height)
                    .pix_fmt(pixelFormat)
                    .color_range(avutil.AVCOL_RANGE_JPEG)
                    .thread_count(1)
                    .flags(avcodec.AV_CODEC_FLAG_BITEXACT
                            | (format == PictureFormat.JPEG ? avcodec.AV_CODEC_FLAG_QSCALE : 0))
                    .global_quality(quantizer * avutil.FF_QP2LAMBDA);
            codec.time_base().num(1).den(1);
            frame.width(width).height(height).format(pixelFormat).color_range(avutil.AVCOL_RANGE_JPEG);
            frame.quality(quantizer * avutil.FF_QP2LAMBDA);
            conversion = swscale.sws_getContext(
                    width,
                    height,
                    PixelFormats.of(order),
                    width,
                    height,
                    pixelFormat,
                    PixelFormats.flags(Interpolation.BILINEAR),
                    (SwsFilter) null,
                    (SwsFilter) null,
                    (DoublePointer) null);
            require(avcodec.avcodec_open2(codec, found, (AVDictionary) null));
            require(avutil.av_frame_get_buffer(frame, 0));
        }

        private static int pixelFormat(PictureFormat format, ColourOrder order) {
            return switch (format) {
                case JPEG -> avutil.AV_PIX_FMT_YUVJ420P;
                case PNG -> order == ColourOrder.GREY ? avutil.AV_PIX_FMT_GRAY8 : avutil.AV_PIX_FMT_RGB24;
            };
        }

        private void require(int status) {
            if (status < 0) {
                String reason = Ffmpeg.describe(status);
                close();
                throw new UnwritableTargetException("picture of " + width + "×" + height, reason, null);
            }
        }

        boolean suits(Pixels pixels) {
            return pixels.width() == width && pixels.height() == height && pixels.order() == order;
        }

        void encode(Pixels pixels, AVPacket target) {
            check(avutil.av_frame_make_writable(frame));
            check(swscale.sws_scale(
                    conversion, pixels.planesFrom(0, 0), pixels.strides(), 0, height, frame.data(), frame.linesize()));
            check(avcodec.avcodec_send_frame(codec, frame));
            check(avcodec.avcodec_receive_packet(codec, target));
        }

        private void check(int status) {
            if (status < 0) {
                throw new UnwritableTargetException(
                        "picture of " + width + "×" + height, Ffmpeg.describe(status), null);
            }
        }

        @Override
        public void close() {
            swscale.sws_freeContext(conversion);
            avcodec.avcodec_free_context(codec);
            avutil.av_frame_free(frame);
        }
    }
}
