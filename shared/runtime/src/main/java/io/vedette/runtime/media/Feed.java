package io.vedette.runtime.media;

import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jspecify.annotations.Nullable;

/** How the bytes of a source get into FFmpeg. */
interface Feed extends AutoCloseable {
    /** Attaches to the context and fills in the demuxer's options. */
    void attach(AVFormatContext context, AVDictionary options);

    /** What the demuxer opens; empty where the bytes come through the context. */
    String url();

    /** The demuxer, where the bytes themselves do not tell. */
    @Nullable
    AVInputFormat format();

    /** What the feed knows about an end that FFmpeg does not; empty if nothing. */
    String complaint();

    /** Makes a read in progress return, from any thread. */
    void abort();

    /** Releases what {@link #attach} took, after the context is closed. */
    @Override
    void close();
}
