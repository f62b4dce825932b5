package io.vedette.runtime.media;

import java.time.Duration;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one source, frame by frame, into one reused {@link Frame}.
 *
 * <p>One thread reads; {@link #stop()} and {@link #close()} may come from any other and end a read in progress.
 */
public final class FrameReader implements AutoCloseable {
    private static final long MICROS = 1_000_000;
    private static final long POLL_MS = 2;

    private final MediaAddress address;
    private final MediaOptions options;
    private final Watch watch = new Watch();
    private final Feed feed;
    private final Frame frame = new Frame();
    private final AVPacket packet = avcodec.av_packet_alloc();

    private @Nullable AVFormatContext format;
    private @Nullable AVCodecContext decoder;
    private int stream;
    private double tickUs;
    private boolean isPicture;
    private boolean isDraining;
    private boolean isAtEnd;
    private boolean isClosed;
    private long frames;
    private long corruptPackets;
    private long firstTicks = Ffmpeg.NO_TIMESTAMP;

    private FrameReader(MediaAddress address, MediaOptions options) {
        this.address = address;
        this.options = options;
        this.feed = feed(address, watch);
    }

    /**
     * Opens a source as far as knowing what it holds.
     *
     * @throws UnreadableSourceException when it cannot be opened or holds no picture
     */
    public static FrameReader open(MediaAddress address, MediaOptions options) {
        Ffmpeg.begin();
        FrameReader reader = new FrameReader(address, options);
        reader.watch.start(options.openTimeout());
        try {
            reader.openFormat();
            reader.openDecoder();
            return reader;
        } catch (MediaException e) {
            reader.close();
            throw e;
        } finally {
            reader.watch.pause();
        }
    }

    private static Feed feed(MediaAddress address, Watch watch) {
        if (address instanceof MediaAddress.File file) {
            return new FileFeed(file.path());
        }
        if (address instanceof MediaAddress.Picture picture) {
            return new MemoryFeed(picture.bytes());
        }
        if (address instanceof MediaAddress.Stream url) {
            return new NetworkFeed(url.url());
        }
        if (address instanceof MediaAddress.Device device) {
            return new DeviceFeed(device);
        }
        if (address instanceof MediaAddress.Command command) {
            return new CommandFeed(command, watch);
        }
        throw new IllegalStateException("a bug: no feed for " + address);
    }

    private void openFormat() {
        AVFormatContext opening = avformat.avformat_alloc_context();
        watch.attach(opening);
        AVDictionary demuxerOptions = new AVDictionary(null);
        int status;
        try {
            feed.attach(opening, demuxerOptions);
        } catch (UnreadableSourceException e) {
            avformat.avformat_free_context(opening);
            avutil.av_dict_free(demuxerOptions);
            throw e;
        }
        // Frees the context when it fails.
        status = avformat.avformat_open_input(opening, feed.url(), feed.format(), demuxerOptions);
        avutil.av_dict_free(demuxerOptions);
        if (status < 0) {
            throw unreadable(status);
        }
        format = opening;
        isPicture = isPicture(opening.iformat().name().getString());
        // A picture's decoder finds out by itself, within the limit of pixels; probing would decode without that limit.
        status = isPicture ? 0 : avformat.avformat_find_stream_info(opening, (AVDictionary) null);
        if (status < 0 || watch.isOver()) {
            throw unreadable(watch.isOver() ? Ffmpeg.EXIT : status);
        }
    }

    private static boolean isPicture(String formatName) {
        return formatName.endsWith("_pipe");
    }

    private void openDecoder() {
        AVFormatContext opened = requireFormat();
        int found = avformat.av_find_best_stream(opened, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
        if (found < 0) {
            throw new UnreadableSourceException(address.toString(), "it holds no picture");
        }
        stream = found;
        for (int i = 0; i < opened.nb_streams(); i++) {
            opened.streams(i).discard(i == found ? avcodec.AVDISCARD_DEFAULT : avcodec.AVDISCARD_ALL);
        }
        AVStream video = opened.streams(found);
        tickUs = avutil.av_q2d(video.time_base()) * MICROS;
        long pixels = (long) video.codecpar().width() * video.codecpar().height();
        if (pixels > options.maxPixels()) {
            throw new UnreadableSourceException(
                    address.toString(),
                    "expected at most " + options.maxPixels() + " pixels but found " + pixels + " per frame");
        }
        AVCodec codec = avcodec.avcodec_find_decoder(video.codecpar().codec_id());
        if (codec == null) {
            throw new UnreadableSourceException(
                    address.toString(),
                    "there is no decoder for "
                            + avcodec.avcodec_get_name(video.codecpar().codec_id())
                                    .getString());
        }
        AVCodecContext created = avcodec.avcodec_alloc_context3(codec);
        decoder = created;
        avcodec.avcodec_parameters_to_context(created, video.codecpar());
        created.pkt_timebase(video.time_base());
        created.thread_count(options.decoderThreads());
        created.flags(created.flags() | avcodec.AV_CODEC_FLAG_BITEXACT);
        created.max_pixels(options.maxPixels());
        if (isPicture) {
            // Half a picture would become a wrong answer; half a frame of a video is mended by the next.
            created.err_recognition(
                    avcodec.AV_EF_EXPLODE | avcodec.AV_EF_CRCCHECK | avcodec.AV_EF_BITSTREAM | avcodec.AV_EF_BUFFER);
        }
        int status = avcodec.avcodec_open2(created, codec, (AVDictionary) null);
        if (status < 0) {
            throw unreadable(status);
        }
    }

    private AVFormatContext requireFormat() {
        if (format == null) {
            throw new IllegalStateException("the reader of " + address + " is closed");
        }
        return format;
    }

    private AVCodecContext requireDecoder() {
        if (decoder == null) {
            throw new IllegalStateException("the reader of " + address + " is closed");
        }
        return decoder;
    }

    /** What is read. */
    public MediaAddress address() {
        return address;
    }

    /** Whether the source is a single picture. */
    public boolean isPicture() {
        return isPicture;
    }

    /** Whether the source has no end of its own, so that its end is a loss. */
    public boolean isLive() {
        return address.isLive();
    }

    /** The frame that the last successful {@link #read()} filled; the same object each time. */
    public Frame frame() {
        return frame;
    }

    /** Pieces of a video that could not be decoded and were passed over. */
    public long corruptPackets() {
        return corruptPackets;
    }

    /**
     * Decodes the next frame.
     *
     * @return false at the end: after the only frame of a picture, after the last of a file, when a command or a stream ends
     *     orderly, and when the reader was stopped or closed
     * @throws SourceLostException when the source breaks off or stays silent for longer than the read timeout
     * @throws UnreadableSourceException when a picture turns out to be damaged, or no frame at all can be decoded
     */
    public synchronized boolean read() {
        if (isAtEnd || isClosed || watch.isStopped()) {
            return false;
        }
        Ffmpeg.begin();
        watch.start(options.readTimeout());
        try {
            boolean hasMore = !isPicture || frames == 0;
            boolean hasFrame = hasMore && decodeNext();
            isAtEnd = !hasFrame;
            return hasFrame;
        } catch (MediaException e) {
            isAtEnd = true;
            throw e;
        } finally {
            watch.pause();
        }
    }

    private boolean decodeNext() {
        AVCodecContext codec = requireDecoder();
        while (true) {
            int status;
            synchronized (frame) {
                status = avcodec.avcodec_receive_frame(codec, frame.content());
            }
            if (status == 0) {
                accept();
                return true;
            }
            if (status == Ffmpeg.END_OF_FILE) {
                return end();
            }
            if (status != Ffmpeg.EAGAIN) {
                countCorrupt(status);
            }
            if (isDraining) {
                return end();
            }
            feedDecoder(codec);
            if (watch.isStopped()) {
                return false;
            }
        }
    }

    private void accept() {
        synchronized (frame) {
            long ticks = frame.content().best_effort_timestamp();
            if (firstTicks == Ffmpeg.NO_TIMESTAMP) {
                firstTicks = ticks;
            }
            long timeUs = ticks == Ffmpeg.NO_TIMESTAMP ? Frame.NO_TIME : Math.round((ticks - firstTicks) * tickUs);
            frame.decoded(frames, timeUs);
        }
        frames++;
    }

    private boolean end() {
        if (frames == 0 && !watch.isStopped()) {
            String complaint = feed.complaint();
            throw new UnreadableSourceException(
                    address.toString(), complaint.isEmpty() ? "it ends before its first frame" : complaint);
        }
        return false;
    }

    private void feedDecoder(AVCodecContext codec) {
        int status = readPacket();
        if (watch.isStopped()) {
            return;
        }
        if (status == Ffmpeg.END_OF_FILE && !watch.isExpired()) {
            isDraining = true;
            avcodec.avcodec_send_packet(codec, null);
            return;
        }
        if (status < 0) {
            throw lost(status);
        }
        status = avcodec.avcodec_send_packet(codec, packet);
        avcodec.av_packet_unref(packet);
        if (status < 0 && status != Ffmpeg.EAGAIN) {
            countCorrupt(status);
        }
    }

    /** Reads the next packet of our stream. */
    private int readPacket() {
        AVFormatContext opened = requireFormat();
        while (true) {
            int status = avformat.av_read_frame(opened, packet);
            if (status == Ffmpeg.EAGAIN && !watch.isOver()) {
                pause();
            } else if (status < 0) {
                return status;
            } else if (packet.stream_index() == stream) {
                return status;
            } else {
                avcodec.av_packet_unref(packet);
            }
            if (watch.isOver()) {
                return Ffmpeg.EXIT;
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(POLL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            watch.stop();
        }
    }

    private void countCorrupt(int status) {
        if (isPicture) {
            throw unreadable(status);
        }
        corruptPackets++;
    }

    private UnreadableSourceException unreadable(int status) {
        return new UnreadableSourceException(address.toString(), reason(status, options.openTimeout()));
    }

    private SourceLostException lost(int status) {
        return new SourceLostException(address.toString(), reason(status, options.readTimeout()));
    }

    private String reason(int status, Duration timeout) {
        if (watch.isExpired()) {
            return "nothing came for " + timeout.toMillis() + " ms";
        }
        String complaint = feed.complaint();
        return complaint.isEmpty() ? Ffmpeg.describe(status) : complaint;
    }

    /** Makes a read in progress return, and each after it find the end; the last frame stays until {@link #close()}. */
    public void stop() {
        watch.stop();
        feed.abort();
    }

    @Override
    public void close() {
        stop();
        release();
    }

    private synchronized void release() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        frame.close();
        if (decoder != null) {
            avcodec.avcodec_free_context(decoder);
            decoder = null;
        }
        if (format != null) {
            avformat.avformat_close_input(format);
            format = null;
        }
        feed.close();
        watch.close();
        avcodec.av_packet_free(packet);
    }
}
