package io.vedette.runtime.media;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** The bytes of a picture. They may come from a stranger, so that nothing but pictures is accepted, and nothing is fetched. */
final class MemoryFeed extends CallbackFeed {
    private static final String FORMATS = "jpeg_pipe,png_pipe,bmp_pipe,webp_pipe,tiff_pipe,pgm_pipe,ppm_pipe,pam_pipe";
    private static final int SEEK_SET = 0;
    private static final int SEEK_CUR = 1;
    private static final int SEEK_END = 2;

    private final ByteBuffer bytes;

    MemoryFeed(ByteBuffer bytes) {
        super(true);
        this.bytes = bytes.slice();
    }

    @Override
    public void attach(AVFormatContext context, AVDictionary options) {
        attach(context);
        avutil.av_dict_set(options, "format_whitelist", FORMATS, 0);
        avutil.av_dict_set(options, "protocol_whitelist", "none", 0);
        // The whole picture in one piece: not every format can be put together from pieces.
        avutil.av_dict_set(options, "frame_size", String.valueOf(Math.max(1, bytes.limit())), 0);
    }

    @Override
    int read(BytePointer buffer, int capacity) {
        int count = Math.min(capacity, bytes.remaining());
        if (count == 0) {
            return Ffmpeg.END_OF_FILE;
        }
        buffer.capacity(count).asByteBuffer().put(bytes.slice().limit(count));
        bytes.position(bytes.position() + count);
        return count;
    }

    @Override
    long seek(long offset, int whence) {
        if ((whence & avformat.AVSEEK_SIZE) != 0) {
            return bytes.limit();
        }
        long base =
                switch (whence) {
                    case SEEK_SET -> 0;
                    case SEEK_CUR -> bytes.position();
                    case SEEK_END -> bytes.limit();
                    default -> Long.MIN_VALUE;
                };
        long target = base + offset;
        if (base < 0 || target < 0 || target > bytes.limit()) {
            return Ffmpeg.EINVAL;
        }
        bytes.position((int) target);
        return target;
    }

    @Override
    public String complaint() {
        return bytes.limit() == 0 ? "it is empty" : "";
    }

    @Override
    public void abort() {}
}
