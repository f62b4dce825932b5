package io.vedette.runtime.media;

import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** Bytes that FFmpeg asks Java for. */
abstract class CallbackFeed implements Feed {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final Handles<CallbackFeed> HANDLES = new Handles<>();

    /** Referenced from native code for ever. */
    private static final Read_packet_Pointer_BytePointer_int READ = new Read_packet_Pointer_BytePointer_int() {
        @Override
        public int call(Pointer opaque, BytePointer buffer, int capacity) {
            CallbackFeed feed = HANDLES.find(opaque);
            return feed == null ? Ffmpeg.EXIT : feed.read(buffer, capacity);
        }
    };

    /** Referenced from native code for ever. */
    private static final Seek_Pointer_long_int SEEK = new Seek_Pointer_long_int() {
        @Override
        public long call(Pointer opaque, long offset, int whence) {
            CallbackFeed feed = HANDLES.find(opaque);
            return feed == null ? Ffmpeg.EXIT : feed.seek(offset, whence);
        }
    };

    private final boolean isSeekable;
    private @Nullable AVIOContext io;
    private @Nullable Pointer handle;

    CallbackFeed(boolean isSeekable) {
        this.isSeekable = isSeekable;
    }

    /** Copies at most {@code capacity} bytes; their number, or an error code of FFmpeg's. Must not throw. */
    abstract int read(BytePointer buffer, int capacity);

    /** Moves, or tells the size, as FFmpeg's seek callback; an error code of FFmpeg's if it cannot. Must not throw. */
    abstract long seek(long offset, int whence);

    final void attach(AVFormatContext context) {
        BytePointer buffer = new BytePointer(avutil.av_malloc(BUFFER_BYTES)).capacity(BUFFER_BYTES);
        Pointer registered = HANDLES.register(this);
        AVIOContext created = avformat.avio_alloc_context(
                buffer,
                BUFFER_BYTES,
                0,
                registered,
                READ,
                (Write_packet_Pointer_BytePointer_int) null,
                isSeekable ? SEEK : null);
        handle = registered;
        io = created;
        context.pb(created);
    }

    @Override
    public String url() {
        return "";
    }

    @Override
    public @Nullable AVInputFormat format() {
        return null;
    }

    @Override
    public void close() {
        if (io != null) {
            // FFmpeg may have replaced the buffer that it was given.
            avutil.av_free(io.buffer());
            avformat.avio_context_free(io);
            io = null;
        }
        if (handle != null) {
            HANDLES.release(handle);
            handle = null;
        }
    }
}
