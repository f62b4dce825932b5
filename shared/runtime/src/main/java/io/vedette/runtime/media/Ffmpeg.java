package io.vedette.runtime.media;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avdevice;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** FFmpeg's process-wide state: its registration, its error codes, its log. */
final class Ffmpeg {
    static final int EAGAIN = -11;
    static final int EIO = -5;
    static final int ENOMEM = -12;
    static final int EINVAL = -22;
    static final int END_OF_FILE = avutil.AVERROR_EOF();
    static final int EXIT = avutil.AVERROR_EXIT();
    static final int INVALID_DATA = avutil.AVERROR_INVALIDDATA();
    static final long NO_TIMESTAMP = avutil.AV_NOPTS_VALUE();

    private static final Logger LOG = LoggerFactory.getLogger(Ffmpeg.class);
    private static final int MESSAGE_BYTES = 256;
    /** What FFmpeg last complained of on this thread: it says more than the error code that follows. */
    private static final ThreadLocal<String> COMPLAINT = ThreadLocal.withInitial(() -> "");

    /** Referenced from native code for ever. */
    private static final LogCallback LOG_CALLBACK = new LogCallback() {
        @Override
        public void call(int level, BytePointer message) {
            String text = message.getString(StandardCharsets.UTF_8).strip();
            if (!text.isEmpty()) {
                COMPLAINT.set(text);
                LOG.debug("{}", text);
            }
        }
    };

    static {
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
        avutil.setLogCallback(LOG_CALLBACK);
        avdevice.avdevice_register_all();
        avformat.avformat_network_init();
    }

    private Ffmpeg() {}

    /** Makes sure that FFmpeg is set up, and forgets this thread's last complaint. */
    static void begin() {
        COMPLAINT.set("");
    }

    static String describe(int error) {
        byte[] buffer = new byte[MESSAGE_BYTES];
        avutil.av_strerror(error, buffer, buffer.length);
        int length = 0;
        while (length < buffer.length && buffer[length] != 0) {
            length++;
        }
        String text = new String(buffer, 0, length, StandardCharsets.UTF_8);
        String complaint = COMPLAINT.get();
        return complaint.isEmpty() ? text : text + " (" + complaint + ")";
    }
}
