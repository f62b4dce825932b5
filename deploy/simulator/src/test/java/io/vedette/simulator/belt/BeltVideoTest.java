package io.vedette.simulator.belt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.json.RecordJson;
import io.vedette.runtime.media.FrameReader;
import io.vedette.runtime.media.MediaAddress;
import io.vedette.runtime.media.MediaOptions;
import io.vedette.runtime.media.Pixels;
import io.vedette.runtime.media.Scaler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BeltVideoTest {
    private static final int ITEMS = 12;
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;

    @TempDir
    private static Path folder = Path.of("");

    private static BeltSummary summary = new BeltSummary(0, 0, 0, 0, 0, 0, 0);
    private static JsonNode truth = RecordJson.newMapper().createObjectNode();
    /** The mean brightness of the region, frame by frame, as decoded from the video. */
    private static final List<Double> BRIGHTNESS = new ArrayList<>();

    @BeforeAll
    static void render() throws Exception {
        TestFolder.fill(folder.resolve("pictures"), 10);
        summary = write(folder.resolve("belt.mp4"), "--items", ITEMS + "");
        truth = RecordJson.readTree(Files.readAllBytes(folder.resolve("belt.json")));
        measure(folder.resolve("belt.mp4"));
    }

    private static BeltSummary write(Path video, String... options) throws IOException, InterruptedException {
        return write(folder.resolve("pictures"), video, options);
    }

    private static BeltSummary write(Path pictures, Path video, String... options)
            throws IOException, InterruptedException {
        BeltFigures figures = new BeltFigures();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("figures", CommandLine.Model.CommandSpec.forAnnotatedObject(figures)))
                .parseArgs(options);
        return figures.toVideo(() -> 0).write(PictureFolder.list(pictures), video, items -> {});
    }

    private static void measure(Path video) {
        JsonNode region = truth.path("region");
        int left = (int) Math.round(region.path("x").asDouble() * WIDTH);
        int top = (int) Math.round(region.path("y").asDouble() * HEIGHT);
        int side = (int) Math.round(region.path("height").asDouble() * HEIGHT);
        try (FrameReader reader = FrameReader.open(new MediaAddress.File(video), MediaOptions.DEFAULT);
                Scaler scaler = Scaler.toSize(WIDTH, HEIGHT, ColourOrder.GREY)) {
            Pixels pixels = scaler.newPixels();
            while (reader.read()) {
                scaler.scale(reader.frame(), pixels);
                double sum = 0;
                for (int y = top; y < top + side; y++) {
                    for (int x = left; x < left + side; x++) {
                        sum += pixels.bytes().get(y * WIDTH + x) & 0xff;
                    }
                }
                BRIGHTNESS.add(sum / side / side);
            }
        }
    }

    @Test
    void write_truth_describesTheVideo() {
        assertThat(truth.path("schema").asInt()).isEqualTo(1);
        assertThat(truth.path("video").asText()).isEqualTo("belt.mp4");
        assertThat(truth.path("frames").asInt()).isEqualTo(summary.frames()).isEqualTo(BRIGHTNESS.size());
        assertThat(truth.path("items")).hasSize(ITEMS);
        assertThat(truth.path("items"))
                .extracting(item -> item.path("label").asText())
                .containsOnly("disc", "block");
    }

    @Test
    void write_everyItem_isWholeForEightFramesAndApartFromTheNext() {
        int lastFrame = -1;
        for (JsonNode item : truth.path("items")) {
            int first = item.path("firstFrame").asInt();
            assertThat(first - lastFrame - 1).isGreaterThanOrEqualTo(2);
            assertThat(item.path("centredFrom").asInt()).isGreaterThan(first);
            assertThat(item.path("centredTo").asInt() - item.path("centredFrom").asInt() + 1)
                    .isGreaterThanOrEqualTo(8);
            lastFrame = item.path("lastFrame").asInt();
            assertThat(lastFrame).isGreaterThan(item.path("centredTo").asInt());
        }
        assertThat(lastFrame).isLessThan(summary.frames());
    }

    @Test
    void write_atTheDefaults_takesAtMostTwentySixFramesAnItem() {
        int first = truth.path("items").path(0).path("firstFrame").asInt();
        int last = truth.path("items").path(ITEMS - 1).path("firstFrame").asInt();

        assertThat((double) (last - first) / (ITEMS - 1)).isLessThan(26);
    }

    @Test
    void write_framesOfTheTruth_showWhatItSays() {
        double empty = BRIGHTNESS.get(0);
        int lastFrame = -1;
        for (JsonNode item : truth.path("items")) {
            for (int i = lastFrame + 1; i < item.path("firstFrame").asInt(); i++) {
                // Noise and the belt's seams leave less than 4 levels of difference between empty frames.
                assertThat(BRIGHTNESS.get(i)).isBetween(empty - 4, empty + 4);
            }
            for (int i = item.path("centredFrom").asInt();
                    i <= item.path("centredTo").asInt();
                    i++) {
                assertThat(BRIGHTNESS.get(i)).isGreaterThan(empty + 15);
            }
            lastFrame = item.path("lastFrame").asInt();
        }
    }

    @Test
    void write_sameSeedAgain_givesTheSameBytes() throws Exception {
        Path again = Files.createDirectory(folder.resolve("again")).resolve("belt.mp4");

        write(again, "--items", ITEMS + "");

        assertThat(again).hasSameBinaryContentAs(folder.resolve("belt.mp4"));
        assertThat(again.resolveSibling("belt.json")).hasSameBinaryContentAs(folder.resolve("belt.json"));
    }

    @Test
    void write_otherSeed_givesAnotherBelt() throws Exception {
        Path other = folder.resolve("other.mp4");

        write(other, "--items", "4", "--seed", "8");

        assertThat(RecordJson.readTree(Files.readAllBytes(folder.resolve("other.json")))
                        .path("items")
                        .path(0))
                .isNotEqualTo(truth.path("items").path(0));
    }

    @Test
    void write_moreItemsThanPictures_showsThemAgain() throws Exception {
        assertThat(write(folder.resolve("many.mp4"), "--items", "23").items()).isEqualTo(23);
    }

    @Test
    void write_oneUnreadablePicture_isPassedOverAndCounted(@TempDir Path pictures) throws Exception {
        TestFolder.fill(pictures, 15);
        Files.writeString(pictures.resolve("disc/7.png"), "no picture");

        BeltSummary result = write(pictures, pictures.resolve("belt.mp4"), "--items", "30");

        assertThat(result.unreadable()).isEqualTo(1);
        assertThat(result.items()).isEqualTo(30);
    }

    @Test
    void write_manyUnreadablePictures_isAnError(@TempDir Path pictures) throws Exception {
        TestFolder.fill(pictures, 10);
        for (int i = 0; i < 5; i++) {
            Files.writeString(pictures.resolve("disc/" + i + ".png"), "no picture");
        }

        assertThatThrownBy(() -> write(pictures, pictures.resolve("belt.mp4"), "--items", "30"))
                .isInstanceOf(TooManyUnreadableException.class)
                .hasMessageContaining("disc");
        assertThat(pictures.resolve("belt.mp4")).doesNotExist();
        assertThat(pictures.resolve("belt.json")).doesNotExist();
    }
}
