package io.vedette.runtime.media;

import java.nio.file.Files;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** A Video4Linux2 camera. */
final class DeviceFeed implements Feed {
    private final MediaAddress.Device device;

    DeviceFeed(MediaAddress.Device device) {
        this.device = device;
    }

    @Override
    public void attach(AVFormatContext context, AVDictionary options) {
        if (!Files.exists(device.path())) {
            throw new UnreadableSourceException(device.toString(), "there is no such device");
        }
        // The driver's blocking read knows no interruption: the reader polls instead.
        context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_NONBLOCK);
        device.options().forEach((name, value) -> avutil.av_dict_set(options, name, value, 0));
    }

    @Override
    public String url() {
        return device.path().toString();
    }

    @Override
    public AVInputFormat format() {
        return avformat.av_find_input_format("video4linux2,v4l2");
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
