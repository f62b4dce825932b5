package io.vedette.runtime.media;

import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** A stream from the network. */
final class NetworkFeed implements Feed {
    /** What is read to learn about the stream before its first frame comes out. */
    private static final String ANALYSIS_US = "1000000";

    private final String url;

    NetworkFeed(String url) {
        this.url = url;
    }

    @Override
    public void attach(AVFormatContext context, AVDictionary options) {
        // RTSP over UDP loses packets silently, which shows as grey smears.
        avutil.av_dict_set(options, "rtsp_transport", "tcp", 0);
        avutil.av_dict_set(options, "analyzeduration", ANALYSIS_US, 0);
        avutil.av_dict_set(
                options, "protocol_whitelist", "http,https,httpproxy,tls,tcp,udp,rtp,rtsp,rtmp,srt,crypto", 0);
    }

    @Override
    public String url() {
        return url;
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
    public void close() {}
}
