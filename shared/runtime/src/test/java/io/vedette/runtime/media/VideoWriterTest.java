package io.vedette.runtime.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoWriterTest {
    private static final VideoFormat FORMAT = new VideoFormat(64, 48, 30, 26, 10);
    private static final byte[] LUMA = new byte[64 * 48];
    private static final byte[] CHROMA = new byte[32 * 24];

    private static long files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void finish_sameFrames_sameBytes(@TempDir Path folder) throws IOException {
        TestVideos.write(folder.resolve("one.mp4"), 40);
        TestVideos.write(folder.resolve("two.mp4"), 40);

        assertThat(folder.resolve("two.mp4")).hasSameBinaryContentAs(folder.resolve("one.mp4"));
    }

    @Test
    void finish_higherQuantizer_smallerFile(@TempDir Path folder) throws IOException {
        List<Long> sizes = new ArrayList<>();
        for (int quantizer : new int[] {12, 20, 26, 34, 42}) {
            Path video = folder.resolve(quantizer + ".mp4");
            TestVideos.write(video, 40, quantizer);
            sizes.add(Files.size(video));
        }

        assertThat(sizes).isSortedAccordingTo(Comparator.reverseOrder()).doesNotHaveDuplicates();
    }

    @Test
    void close_unfinished_leavesNothing(@TempDir Path folder) throws IOException {
        try (VideoWriter writer = VideoWriter.open(folder.resolve("video.mp4"), FORMAT)) {
            writer.write(LUMA, CHROMA, CHROMA);

            assertThat(writer.frames()).isEqualTo(1);
            assertThat(files(folder)).isEqualTo(1);
        }

        assertThat(files(folder)).isZero();
    }

    @Test
    void open_missingFolder_saysSo(@TempDir Path folder) {
        assertThatThrownBy(() -> VideoWriter.open(folder.resolve("none/video.mp4"), FORMAT))
                .isInstanceOfSatisfying(UnwritableTargetException.class, failure -> assertThat(failure.reason())
                        .contains("No such file"));
    }

    @Test
    void write_planeOfOtherSize_isRefused(@TempDir Path folder) {
        try (VideoWriter writer = VideoWriter.open(folder.resolve("video.mp4"), FORMAT)) {
            assertThatThrownBy(() -> writer.write(LUMA, CHROMA, LUMA)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void write_afterFinish_throwsIllegalState(@TempDir Path folder) {
        VideoWriter writer = VideoWriter.open(folder.resolve("video.mp4"), FORMAT);
        writer.write(LUMA, CHROMA, CHROMA);
        writer.finish();
        writer.close();

        assertThatThrownBy(() -> writer.write(LUMA, CHROMA, CHROMA)).isInstanceOf(IllegalStateException.class);
        assertThat(folder.resolve("video.mp4")).isNotEmptyFile();
    }

    @Test
    void format_quantizerThatTheEncoderLacks_isRefused() {
        assertThatThrownBy(() -> new VideoFormat(64, 48, 30, 11, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new VideoFormat(64, 48, 30, 52, 10)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void format_oddWidth_isRefused() {
        assertThatThrownBy(() -> new VideoFormat(63, 48, 30, 26, 10)).isInstanceOf(IllegalArgumentException.class);
    }
}
