package io.vedette.runtime.media;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;

/** Where frames come from; its text is what messages call it. */
public sealed interface MediaAddress {
    /** A picture or a video on disk. */
    record File(Path path) implements MediaAddress {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** The bytes of a picture, from position to limit, which must not change while it is read; no other kind is accepted. */
    record Picture(String name, ByteBuffer bytes) implements MediaAddress {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A stream from the network, as {@code rtsp://…} or {@code http://…}. */
    record Stream(String url) implements MediaAddress {
        /** The URL without a user's name and password, and without its query, which may hold a key. */
        @Override
        public String toString() {
            return url.replaceFirst("^([a-zA-Z0-9+]+://)[^/@]*@", "$1").replaceFirst("\\?.*", "?…");
        }
    }

    /** A Video4Linux2 camera with the driver's options, as {@code video_size=1280x720}. */
    record Device(Path path, Map<String, String> options) implements MediaAddress {
        /** Copies the options. */
        public Device {
            options = Map.copyOf(options);
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** A shell command whose standard output is a video, as {@code rpicam-vid -t 0 --inline -o -}. */
    record Command(String line) implements MediaAddress {
        /** The program without its arguments, which may hold a password. */
        @Override
        public String toString() {
            String[] words = line.strip().split("\\s+", 2);
            return MediaAddressParser.COMMAND + words[0] + (words.length > 1 ? " …" : "");
        }
    }

    /**
     * Reads the forms that a person writes: {@code exec:COMMAND}, {@code scheme://…}, {@code /dev/videoN?option=value&…}, and
     * otherwise a file's path.
     *
     * @throws UnreadableSourceException when the text is none of these
     */
    static MediaAddress parse(String text) {
        return MediaAddressParser.parse(text);
    }

    /** Whether the source has no end of its own, so that its end is a loss. */
    default boolean isLive() {
        return this instanceof Stream || this instanceof Device || this instanceof Command;
    }
}
