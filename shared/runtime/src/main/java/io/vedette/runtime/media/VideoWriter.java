package io.vedette.runtime.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * Writes an H.264 video as an MP4 file; the same frames give the same bytes.
 *
 * <p>The file has its name only after {@link #finish()}: a writer that is closed before leaves nothing. One thread at a time.
 */
public final class VideoWriter implements AutoCloseable {
    private static final String ENCODER = "libopenh264";

    private final Path file;
    private final Path part;
    private final VideoFormat video;
    private final AVFrame frame = avutil.av_frame_alloc();
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final AVFormatContext muxer = new AVFormatContext(null);
    private @Nullable AVCodecContext encoder;
    private @Nullable AVStream stream;
    private boolean isHeaderWritten;
    private boolean isClosed;
    private long frames;

    private VideoWriter(Path file, VideoFormat video) {
        this.file = file;
        this.part = file.resolveSibling(file.getFileName() + ".part");
        this.video = video;
    }

    /**
     * Starts a video.
     *
     * @throws UnwritableTargetException when the file cannot be created
     */
    public static VideoWriter open(Path file, VideoFormat video) {
        Ffmpeg.begin();
        VideoWriter writer = new VideoWriter(file, video);
        try {
            writer.openEncoder();
            writer.openMuxer();
            return writer;
        } catch (UnwritableTargetException e) {
            writer.close();
            throw e;
        }
    }

    private void openEncoder() {
        AVCodec found = avcodec.avcodec_find_encoder_by_name(ENCODER);
        if (found == null) {
            throw new UnwritableTargetException(file.toString(), "FFmpeg was built without " + ENCODER, null);
        }
        AVCodecContext created = avcodec.avcodec_alloc_context3(found);
        encoder = created;
        created.width(video.width())
                .height(video.height())
                .pix_fmt(avutil.AV_PIX_FMT_YUV420P)
                .color_range(avutil.AVCOL_RANGE_MPEG)
                .colorspace(avutil.AVCOL_SPC_SMPTE170M)
                .thread_count(1)
                .gop_size(video.keyframeInterval())
                .max_b_frames(0)
                .qmin(video.quantizer())
                .qmax(video.quantizer())
                .flags(avcodec.AV_CODEC_FLAG_BITEXACT | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
        created.time_base().num(1).den(video.framesPerSecond());
        created.framerate().num(video.framesPerSecond()).den(1);
        AVDictionary options = new AVDictionary(null);
        // A fixed quantizer and no skipped frames: the frames' content alone decides. Without rate control the encoder
        // would not ask for ours,
        // but take 26; with it, it keeps between the two bounds, which are one.
        avutil.av_dict_set(options, "rc_mode", "quality", 0);
        avutil.av_dict_set(options, "allow_skip_frames", "0", 0);
        avutil.av_dict_set(options, "profile", "main", 0);
        avutil.av_dict_set(options, "coder", "cabac", 0);
        int status = avcodec.avcodec_open2(created, found, options);
        avutil.av_dict_free(options);
        require(status);
        frame.width(video.width()).height(video.height()).format(avutil.AV_PIX_FMT_YUV420P);
        frame.color_range(avutil.AVCOL_RANGE_MPEG);
        require(avutil.av_frame_get_buffer(frame, 0));
    }

    private void openMuxer() {
        require(avformat.avformat_alloc_output_context2(muxer, (AVOutputFormat) null, "mp4", part.toString()));
        muxer.flags(muxer.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
        AVStream created = avformat.avformat_new_stream(muxer, null);
        stream = created;
        created.time_base().num(1).den(video.framesPerSecond());
        require(avcodec.avcodec_parameters_from_context(created.codecpar(), requireEncoder()));
        AVIOContext io = new AVIOContext(null);
        require(avformat.avio_open(io, "file:" + part.toAbsolutePath(), avformat.AVIO_FLAG_WRITE));
        muxer.pb(io);
        require(avformat.avformat_write_header(muxer, (AVDictionary) null));
        isHeaderWritten = true;
    }

    private AVCodecContext requireEncoder() {
        if (encoder == null) {
            throw new IllegalStateException("the video writer of " + file + " is closed");
        }
        return encoder;
    }

    private void require(int status) {
        if (status < 0) {
            throw new UnwritableTargetException(file.toString(), Ffmpeg.describe(status), null);
        }
    }

    /** What the video is like. */
    public VideoFormat video() {
        return video;
    }

    /** The frames written so far. */
    public long frames() {
        return frames;
    }

    /**
     * Appends a frame of planes: luma from 16, black, to 235, white, and the two chroma planes of half the size around 128.
     *
     * @throws UnwritableTargetException when encoding or writing fails
     */
    public void write(byte[] luma, byte[] blueChroma, byte[] redChroma) {
        AVCodecContext codec = requireEncoder();
        Ffmpeg.begin();
        require(avutil.av_frame_make_writable(frame));
        copy(luma, 0, video.width(), video.height());
        copy(blueChroma, 1, video.width() / 2, video.height() / 2);
        copy(redChroma, 2, video.width() / 2, video.height() / 2);
        frame.pts(frames);
        require(avcodec.avcodec_send_frame(codec, frame));
        frames++;
        writePackets(codec);
    }

    private void copy(byte[] plane, int index, int width, int height) {
        if (plane.length != width * height) {
            throw new IllegalArgumentException(
                    "expected plane " + index + " of " + width * height + " bytes but found " + plane.length);
        }
        try (BytePointer target = frame.data(index)) {
            int stride = frame.linesize(index);
            for (int y = 0; y < height; y++) {
                target.position((long) y * stride).put(plane, y * width, width);
            }
        }
    }

    private void writePackets(AVCodecContext codec) {
        AVStream target = stream;
        if (target == null) {
            throw new IllegalStateException("a bug in the video writer: it has no stream");
        }
        while (true) {
            int status = avcodec.avcodec_receive_packet(codec, packet);
            if (status == Ffmpeg.EAGAIN || status == Ffmpeg.END_OF_FILE) {
                return;
            }
            require(status);
            packet.duration(1);
            try (AVRational encoderTime = codec.time_base();
                    AVRational streamTime = target.time_base()) {
                avcodec.av_packet_rescale_ts(packet, encoderTime, streamTime);
            }
            packet.stream_index(target.index());
            require(avformat.av_interleaved_write_frame(muxer, packet));
        }
    }

    /**
     * Completes the video under its name, over an old one if there is one, and closes the writer.
     *
     * @throws UnwritableTargetException when the rest cannot be written
     */
    public void finish() {
        AVCodecContext codec = requireEncoder();
        Ffmpeg.begin();
        require(avcodec.avcodec_send_frame(codec, null));
        writePackets(codec);
        require(avformat.av_write_trailer(muxer));
        isHeaderWritten = false;
        release();
        try {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UnwritableTargetException(file.toString(), e.toString(), e);
        }
    }

    /** Gives up an unfinished video; does nothing after {@link #finish()}. */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        boolean isStarted = isHeaderWritten;
        release();
        try {
            if (isStarted) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UnwritableTargetException(part.toString(), e.toString(), e);
        }
    }

    private void release() {
        isClosed = true;
        if (encoder != null) {
            avcodec.avcodec_free_context(encoder);
            encoder = null;
        }
        if (!muxer.isNull()) {
            AVIOContext io = muxer.pb();
            if (io != null && !io.isNull()) {
                avformat.avio_closep(io);
            }
            avformat.avformat_free_context(muxer);
            muxer.setNull();
        }
        avutil.av_frame_free(frame);
        avcodec.av_packet_free(packet);
    }
}
