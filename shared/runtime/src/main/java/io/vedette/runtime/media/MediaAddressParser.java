package io.vedette.runtime.media;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a {@link MediaAddress} from its text. */
final class MediaAddressParser {
    static final String COMMAND = "exec:";

    private static final Pattern URL = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*)://.+");
    private static final Pattern DEVICE = Pattern.compile("(/dev/video[0-9]+)(?:\\?(.*))?");
    private static final Set<String> SCHEMES =
            Set.of("rtsp", "rtsps", "rtmp", "http", "https", "udp", "tcp", "srt", "rtp");
    private static final Set<String> DEVICE_OPTIONS = Set.of("video_size", "framerate", "input_format");

    private MediaAddressParser() {}

    static MediaAddress parse(String text) {
        if (text.isBlank()) {
            throw new UnreadableSourceException("\"" + text + "\"", "the address is empty");
        }
        if (text.startsWith(COMMAND)) {
            return command(text);
        }
        Matcher url = URL.matcher(text);
        if (url.matches()) {
            return url(text, url.group(1).toLowerCase(Locale.ROOT));
        }
        Matcher device = DEVICE.matcher(text);
        if (device.matches()) {
            return new MediaAddress.Device(Path.of(device.group(1)), options(text, device.group(2)));
        }
        return file(text, text);
    }

    private static MediaAddress command(String text) {
        String line = text.substring(COMMAND.length()).strip();
        if (line.isEmpty()) {
            throw new UnreadableSourceException(text, "expected a command after \"" + COMMAND + "\" but found none");
        }
        return new MediaAddress.Command(line);
    }

    private static MediaAddress url(String text, String scheme) {
        if (scheme.equals("file")) {
            return file(text, text.substring("file://".length()));
        }
        if (!SCHEMES.contains(scheme)) {
            throw new UnreadableSourceException(text, "expected a scheme among " + SCHEMES + " but found " + scheme);
        }
        return new MediaAddress.Stream(text);
    }

    private static MediaAddress file(String text, String path) {
        try {
            return new MediaAddress.File(Path.of(path));
        } catch (InvalidPathException e) {
            throw new UnreadableSourceException(text, "it is no valid path: " + e.getReason(), e);
        }
    }

    private static Map<String, String> options(String text, @Nullable String query) {
        Map<String, String> options = new LinkedHashMap<>();
        if (query == null) {
            return options;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (equals < 0 || !DEVICE_OPTIONS.contains(name)) {
                throw new UnreadableSourceException(
                        text, "expected option=value with an option among " + DEVICE_OPTIONS + " but found " + pair);
            }
            options.put(name, pair.substring(equals + 1));
        }
        return options;
    }
}
