package io.vedette.runtime.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaAddressTest {
    @Test
    void parse_everyForm_isTold() {
        assertThat(MediaAddress.parse("/data/belt.mp4")).isEqualTo(new MediaAddress.File(Path.of("/data/belt.mp4")));
        assertThat(MediaAddress.parse("file:///data/a.png")).isEqualTo(new MediaAddress.File(Path.of("/data/a.png")));
        assertThat(MediaAddress.parse("RTSP://host/x")).isEqualTo(new MediaAddress.Stream("RTSP://host/x"));
        assertThat(MediaAddress.parse("/dev/video0"))
                .isEqualTo(new MediaAddress.Device(Path.of("/dev/video0"), Map.of()));
        assertThat(MediaAddress.parse("/dev/video12?video_size=640x480&framerate=15"))
                .isEqualTo(new MediaAddress.Device(
                        Path.of("/dev/video12"), Map.of("video_size", "640x480", "framerate", "15")));
        assertThat(MediaAddress.parse("exec: rpicam-vid -t 0 -o -"))
                .isEqualTo(new MediaAddress.Command("rpicam-vid -t 0 -o -"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "exec:", "gopher://host/", "/dev/video0?size=1", "/dev/video0?framerate", "a\0b"})
    void parse_noAddress_isRefused(String text) {
        assertThatThrownBy(() -> MediaAddress.parse(text)).isInstanceOf(UnreadableSourceException.class);
    }

    @Test
    void text_ofUrlWithPassword_hidesIt() {
        assertThat(MediaAddress.parse("rtsp://user:secret@camera:554/live")).hasToString("rtsp://camera:554/live");
    }
}
