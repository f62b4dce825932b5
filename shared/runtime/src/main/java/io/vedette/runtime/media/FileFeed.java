package io.vedette.runtime.media;

import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * A file, opened without telling the demuxer its name: the content alone decides what it is, as for bytes from elsewhere, and
 * a percent sign in a name is no pattern.
 */
final class FileFeed implements Feed {
    private final Path path;
    private @Nullable AVIOContext io;

    FileFeed(Path path) {
        this.path = path;
    }

    @Override
    public void attach(AVFormatContext context, AVDictionary options) {
        requireFile();
        AVIOContext opened = new AVIOContext(null);
        int status = avformat.avio_open2(
                opened,
                "file:" + path.toAbsolutePath(),
                avformat.AVIO_FLAG_READ,
                context.interrupt_callback(),
                (AVDictionary) null);
        if (status < 0) {
            throw new UnreadableSourceException(path.toString(), Ffmpeg.describe(status));
        }
        io = opened;
        context.pb(opened);
        // A playlist on disk must not make us fetch from the network.
        avutil.av_dict_set(options, "protocol_whitelist", "file", 0);
        // The whole picture in one piece: not every format can be put together from pieces.
        long size = Math.max(1, Math.min(Integer.MAX_VALUE, avformat.avio_size(opened)));
        avutil.av_dict_set(options, "frame_size", String.valueOf(size), 0);
    }

    private void requireFile() {
        if (Files.isDirectory(path)) {
            throw new UnreadableSourceException(path.toString(), "it is a directory");
        }
        if (!Files.exists(path)) {
            throw new UnreadableSourceException(path.toString(), "there is no such file");
        }
        if (!Files.isReadable(path)) {
            throw new UnreadableSourceException(path.toString(), "its permissions forbid it");
        }
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
    public String complaint() {
        return "";
    }

    @Override
    public void abort() {}

    @Override
    public void close() {
        if (io != null) {
            avformat.avio_closep(io);
            io = null;
        }
    }
}
