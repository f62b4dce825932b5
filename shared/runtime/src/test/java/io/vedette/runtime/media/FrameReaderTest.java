package io.vedette.runtime.media;

import static io.vedette.runtime.media.TestPictures.copy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import io.vedette.core.bundle.ColourOrder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FrameReaderTest {
    private static final int FRAMES = 60;
    private static final MediaOptions IMPATIENT =
            new MediaOptions(1, Duration.ofMillis(700), Duration.ofMillis(700), 1_000_000);

    private static byte[] video = new byte[0];

    @BeforeAll
    static void makeVideo(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("video.mp4");
        TestVideos.write(file, FRAMES);
        video = Files.readAllBytes(file);
    }

    private static Path save(Path folder, byte[] bytes) throws IOException {
        return Files.write(folder.resolve("saved.mp4"), bytes);
    }

    private static FrameReader open(Path file) {
        return FrameReader.open(new MediaAddress.File(file), MediaOptions.DEFAULT);
    }

    private static int count(FrameReader reader) {
        int count = 0;
        while (reader.read()) {
            count++;
        }
        return count;
    }

    @Test
    void read_videoFile_givesEveryFrameWithItsTimeAndContent(@TempDir Path folder) throws IOException {
        try (FrameReader reader = open(save(folder, video));
                Scaler scaler = Scaler.toSize(TestVideos.WIDTH, TestVideos.HEIGHT, ColourOrder.GREY)) {
            Pixels pixels = scaler.newPixels();
            ByteBuffer buffer = pixels.bytes();
            Frame frame = reader.frame();
            assertThat(reader.isPicture()).isFalse();
            for (int i = 0; i < FRAMES; i++) {
                assertThat(reader.read()).isTrue();
                scaler.scale(reader.frame(), pixels);

                assertThat(reader.frame()).isSameAs(frame);
                assertThat(pixels.bytes()).isSameAs(buffer);
                assertThat(frame.index()).isEqualTo(i);
                assertThat(frame.presentationUs()).isCloseTo(i * 1_000_000L / 30, within(20L));
                // A quantizer of 20 gives 40 dB and more on this content; another frame of it is below 25.
                assertThat(TestVideos.peakSignalToNoise(i, copy(pixels))).isGreaterThan(36);
            }
            assertThat(reader.read()).isFalse();
            assertThat(reader.read()).isFalse();
            assertThat(reader.corruptPackets()).isZero();
        }
    }

    @Test
    void read_commandThatPrintsTheFile_givesEveryFrame(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("plain.h264");
        Files.write(file, TestVideos.elementaryStream(save(folder, video)));
        try (FrameReader reader =
                FrameReader.open(MediaAddress.parse("exec:cat '" + file + "'"), MediaOptions.DEFAULT)) {
            assertThat(reader.isLive()).isTrue();
            assertThat(count(reader)).isEqualTo(FRAMES);
        }
    }

    @Test
    void open_commandThatFails_repeatsItsComplaint() {
        var failure = catchThrowableOfType(
                UnreadableSourceException.class,
                () -> FrameReader.open(MediaAddress.parse("exec:echo no camera >&2; exit 3"), MediaOptions.DEFAULT));

        assertThat(failure.reason()).contains("status 3").contains("no camera");
    }

    @Test
    void open_commandThatStaysSilent_givesUp() {
        var failure = catchThrowableOfType(
                UnreadableSourceException.class,
                () -> FrameReader.open(MediaAddress.parse("exec:sleep 100"), IMPATIENT));

        assertThat(failure.reason()).contains("nothing came");
    }

    @Test
    void read_commandThatFallsSilent_isLost(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("plain.h264");
        Files.write(file, TestVideos.elementaryStream(save(folder, video)));
        try (FrameReader reader =
                FrameReader.open(MediaAddress.parse("exec:sh -c \"cat '" + file + "'; sleep 100\""), IMPATIENT)) {
            assertThatThrownBy(() -> count(reader)).isInstanceOf(SourceLostException.class);
        }
    }

    @Test
    void close_whileAnotherThreadReads_endsTheRead(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("plain.h264");
        Files.write(file, TestVideos.elementaryStream(save(folder, video)));
        FrameReader reader = FrameReader.open(
                MediaAddress.parse("exec:sh -c \"cat '" + file + "'; sleep 100\""), MediaOptions.DEFAULT);
        CompletableFuture<Integer> reading = CompletableFuture.supplyAsync(() -> count(reader));

        TimeUnit.MILLISECONDS.sleep(300);
        assertThat(reading).isNotDone();
        reader.close();
        reader.close();

        assertThat(reading.get(5, TimeUnit.SECONDS)).isPositive();
    }

    @Test
    void stop_betweenTwoFrames_theFrameStaysAndNoneFollows(@TempDir Path folder) throws IOException {
        try (FrameReader reader = FrameReader.open(new MediaAddress.File(save(folder, video)), MediaOptions.DEFAULT)) {
            assertThat(reader.read()).isTrue();

            reader.stop();

            assertThat(reader.frame().isEmpty()).isFalse();
            assertThat(reader.read()).isFalse();
        }
    }

    @Test
    void read_httpStream_givesEveryFrame() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, video.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(video);
            }
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/belt";
        try (FrameReader reader = FrameReader.open(MediaAddress.parse(url), MediaOptions.DEFAULT)) {
            assertThat(count(reader)).isEqualTo(FRAMES);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void open_serverThatNeverAnswers_givesUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + silent.getLocalPort() + "/";

            var failure = catchThrowableOfType(
                    UnreadableSourceException.class, () -> FrameReader.open(MediaAddress.parse(url), IMPATIENT));

            assertThat(failure.reason()).contains("nothing came");
        }
    }

    @Test
    void open_nobodyListens_saysSo() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }

        var failure = catchThrowableOfType(
                UnreadableSourceException.class,
                () -> FrameReader.open(MediaAddress.parse("rtsp://u:secret@127.0.0.1:" + port + "/"), IMPATIENT));

        assertThat(failure.reason()).contains("refused");
        assertThat(failure.getMessage()).doesNotContain("secret");
    }

    @Test
    void open_truncatedVideo_saysSo(@TempDir Path folder) throws IOException {
        Path file = save(folder, Arrays.copyOf(video, video.length / 2));

        assertThatThrownBy(() -> open(file))
                .isInstanceOfSatisfying(UnreadableSourceException.class, failure -> assertThat(failure.reason())
                        .contains("moov"));
    }

    @Test
    void read_damagedVideo_goesOnWithTheNextFrames(@TempDir Path folder) throws IOException {
        Path plain = folder.resolve("plain.h264");
        byte[] stream = TestVideos.elementaryStream(save(folder, video));
        Arrays.fill(stream, stream.length / 3, stream.length / 3 + 200, (byte) 0x5a);
        Files.write(plain, stream);
        try (FrameReader reader = open(plain)) {
            assertThat(count(reader)).isBetween(FRAMES - 20, FRAMES);
        }
    }

    @Test
    void open_missingFileDirectoryOrText_saysWhich(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("text.mp4"), "no video");

        assertThat(reason(folder.resolve("none.mp4"))).contains("no such file");
        assertThat(reason(folder)).contains("directory");
        assertThat(reason(text)).contains("Invalid data");
    }

    private static String reason(Path file) {
        return catchThrowableOfType(UnreadableSourceException.class, () -> open(file))
                .reason();
    }

    @Test
    void open_missingCamera_saysSo() {
        var failure = catchThrowableOfType(
                UnreadableSourceException.class,
                () -> FrameReader.open(MediaAddress.parse("/dev/video987"), MediaOptions.DEFAULT));

        assertThat(failure.reason()).contains("no such device");
    }

    @Test
    void open_manySourcesAtOnce_keepsThemApart(@TempDir Path folder) throws IOException {
        List<FrameReader> readers = new ArrayList<>();
        try (Scaler scaler = Scaler.toSize(1, 1, ColourOrder.GREY)) {
            Pixels pixels = scaler.newPixels();
            for (int i = 0; i < 50; i++) {
                ByteBuffer picture = ByteBuffer.wrap(
                        TestPictures.encode(TestPictures.plain(8, 8, new java.awt.Color(i, i, i)), "png"));
                readers.add(FrameReader.open(new MediaAddress.Picture("picture " + i, picture), MediaOptions.DEFAULT));
            }
            for (int i = 0; i < 50; i++) {
                assertThat(readers.get(i).read()).isTrue();
                scaler.scale(readers.get(i).frame(), pixels);
                assertThat(pixels.bytes().get(0)).isEqualTo((byte) i);
            }
        } finally {
            readers.forEach(FrameReader::close);
        }
    }

    @Test
    void read_afterClose_isAtTheEnd(@TempDir Path folder) throws IOException {
        FrameReader reader = open(save(folder, video));
        reader.close();

        assertThat(reader.read()).isFalse();
        assertThat(reader.frame().isEmpty()).isTrue();
    }
}
