package io.vedette.simulator.belt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.json.RecordJson;
import io.vedette.runtime.media.FrameReader;
import io.vedette.runtime.media.MediaAddress;
import io.vedette.runtime.media.MediaOptions;
import io.vedette.runtime.media.Pixels;
import io.vedette.runtime.media.Scaler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ChangeTest {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;
    private static final int CHANGED_ITEM = 4;
    private static final int ITEMS = 8;
    /** An encoder looks ahead, so that it may spend a change's bits a little before it. */
    private static final int LOOK_AHEAD = 60;

    @TempDir
    private static Path folder = Path.of("");

    private static Belt plain = new Belt(RecordJson.newMapper().createObjectNode(), List.of());

    /** A video's truth and its frames as small grey pictures. */
    private record Belt(JsonNode truth, List<byte[]> frames) {
        int changeFrame() {
            return truth.path("changes").path(0).path("firstFrame").asInt();
        }

        byte[] middleOf(int item) {
            JsonNode passage = truth.path("items").path(item);
            int from = passage.path("centredFrom").asInt();
            return frames.get((from + passage.path("centredTo").asInt()) / 2);
        }

        byte[] gapBefore(int item) {
            int before = truth.path("items").path(item - 1).path("lastFrame").asInt();
            return frames.get(
                    (before + truth.path("items").path(item).path("firstFrame").asInt()) / 2);
        }
    }

    @BeforeAll
    static void render() throws Exception {
        TestFolder.fill(folder.resolve("pictures"), 10);
        plain = belt("plain");
    }

    private static Belt belt(String name, String... changes) throws Exception {
        List<String> options = new ArrayList<>(List.of("--items", ITEMS + "", "--width", "320", "--height", "240"));
        for (String change : changes) {
            options.addAll(List.of("--change", change));
        }
        BeltFigures figures = new BeltFigures();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("figures", CommandLine.Model.CommandSpec.forAnnotatedObject(figures)))
                .parseArgs(options.toArray(String[]::new));
        Path video = folder.resolve(name + ".mp4");
        figures.toVideo(() -> 0).write(PictureFolder.list(folder.resolve("pictures")), video, items -> {});
        List<byte[]> frames = new ArrayList<>();
        try (FrameReader reader = FrameReader.open(new MediaAddress.File(video), MediaOptions.DEFAULT);
                Scaler scaler = Scaler.toSize(WIDTH, HEIGHT, ColourOrder.GREY)) {
            Pixels pixels = scaler.newPixels();
            while (reader.read()) {
                scaler.scale(reader.frame(), pixels);
                byte[] copy = new byte[WIDTH * HEIGHT];
                pixels.bytes().get(0, copy);
                frames.add(copy);
            }
        }
        return new Belt(RecordJson.readTree(Files.readAllBytes(folder.resolve(name + ".json"))), frames);
    }

    private static double mean(byte[] picture) {
        double sum = 0;
        for (byte level : picture) {
            sum += level & 0xff;
        }
        return sum / picture.length;
    }

    private static double deviation(byte[] picture) {
        double mean = mean(picture);
        double squares = 0;
        for (byte level : picture) {
            squares += ((level & 0xff) - mean) * ((level & 0xff) - mean);
        }
        return Math.sqrt(squares / picture.length);
    }

    private static double difference(byte[] picture, byte[] other) {
        double sum = 0;
        for (int i = 0; i < picture.length; i++) {
            sum += Math.abs((picture[i] & 0xff) - (other[i] & 0xff));
        }
        return sum / picture.length;
    }

    private static double steepest(byte[] picture) {
        int steepest = 0;
        for (int i = 1; i < picture.length; i++) {
            if (i % WIDTH != 0) {
                steepest = Math.max(steepest, Math.abs((picture[i] & 0xff) - (picture[i - 1] & 0xff)));
            }
        }
        return steepest;
    }

    @Test
    void change_ofSight_leavesTheTruthOfAllItemsAndTheFramesBefore() throws Exception {
        Belt changed = belt("untouched", CHANGED_ITEM + ":light=0.5", CHANGED_ITEM + ":blur=0.03");

        assertThat(changed.truth().path("items")).isEqualTo(plain.truth().path("items"));
        for (int frame = 0; frame < changed.changeFrame() - LOOK_AHEAD; frame++) {
            assertThat(changed.frames().get(frame)).isEqualTo(plain.frames().get(frame));
        }
    }

    @Test
    void change_anyKind_isInTheTruthWithItsFrameBetweenTheItems() throws Exception {
        JsonNode change = belt("told", CHANGED_ITEM + ":light=0.5")
                .truth()
                .path("changes")
                .path(0);

        assertThat(change.path("item").asInt()).isEqualTo(CHANGED_ITEM);
        assertThat(change.path("what").asText()).isEqualTo("light=0.5");
        JsonNode items = plain.truth().path("items");
        assertThat(change.path("firstFrame").asInt())
                .isGreaterThan(items.path(CHANGED_ITEM - 1).path("lastFrame").asInt())
                .isLessThanOrEqualTo(items.path(CHANGED_ITEM).path("firstFrame").asInt());
        assertThat(plain.truth().has("changes")).isFalse();
    }

    @Test
    void light_half_halvesBeltAndItems() throws Exception {
        Belt dark = belt("light", CHANGED_ITEM + ":light=0.5");

        // Noise and compression shift a frame's mean by less than a level.
        assertThat(mean(dark.middleOf(CHANGED_ITEM))).isCloseTo(mean(plain.middleOf(CHANGED_ITEM)) / 2, within(1.0));
        assertThat(mean(dark.gapBefore(ITEMS - 1))).isCloseTo(mean(plain.gapBefore(ITEMS - 1)) / 2, within(1.0));
    }

    @Test
    void blur_strong_softensEdgesAndKeepsTheLight() throws Exception {
        byte[] blurred = belt("blur", CHANGED_ITEM + ":blur=0.04").middleOf(CHANGED_ITEM);
        byte[] sharp = plain.middleOf(CHANGED_ITEM);

        assertThat(steepest(blurred)).isLessThan(steepest(sharp) * 0.6);
        assertThat(mean(blurred)).isCloseTo(mean(sharp), within(1.0));
    }

    @Test
    void cover_thick_hidesTheItem() throws Exception {
        byte[] covered = belt("cover", CHANGED_ITEM + ":cover=0.95").middleOf(CHANGED_ITEM);

        assertThat(deviation(covered)).isLessThan(deviation(plain.middleOf(CHANGED_ITEM)) / 8);
        assertThat(mean(covered)).isLessThan(mean(plain.middleOf(CHANGED_ITEM)));
    }

    @Test
    void moved_right_showsItemsThereAndSooner() throws Exception {
        Belt moved = belt("moved", CHANGED_ITEM + ":moved=0.125,0");

        JsonNode item = moved.truth().path("items").path(CHANGED_ITEM);
        JsonNode same = plain.truth().path("items").path(CHANGED_ITEM);
        assertThat(item.path("firstFrame").asInt())
                .isLessThanOrEqualTo(same.path("firstFrame").asInt());
        assertThat(item.path("centredFrom").asInt())
                .isLessThan(same.path("centredFrom").asInt());
        JsonNode before = moved.truth().path("items").path(CHANGED_ITEM - 1);
        assertThat(before).isEqualTo(plain.truth().path("items").path(CHANGED_ITEM - 1));
    }

    @Test
    void frozen_thenNot_repeatsOneFrameUntilThen() throws Exception {
        Belt frozen = belt("frozen", CHANGED_ITEM + ":frozen=on", CHANGED_ITEM + 2 + ":frozen=off");

        byte[] held = frozen.frames().get(frozen.changeFrame());
        for (int item = CHANGED_ITEM; item < CHANGED_ITEM + 2; item++) {
            // What the encoder leaves of a frame drifts by less than a level.
            assertThat(difference(frozen.middleOf(item), held)).isLessThan(1);
            assertThat(difference(plain.middleOf(item), held)).isGreaterThan(10);
        }
        assertThat(deviation(frozen.middleOf(CHANGED_ITEM + 2)))
                .isCloseTo(deviation(plain.middleOf(CHANGED_ITEM + 2)), within(1.0));
    }

    @Test
    void mix_ofItems_leavesAllPlacesAndTheItemsBefore() throws Exception {
        Belt mixed = belt("mix", CHANGED_ITEM + ":mix=disc=0");

        JsonNode items = mixed.truth().path("items");
        for (int i = 0; i < ITEMS; i++) {
            JsonNode same = plain.truth().path("items").path(i);
            if (i < CHANGED_ITEM) {
                assertThat(items.path(i)).isEqualTo(same);
            } else {
                assertThat(items.path(i).path("label").asText()).isEqualTo("block");
            }
        }
        assertThat(mixed.frames()).hasSameSizeAs(plain.frames());
    }

    @Test
    void objects_new_passUnderTheirOwnLabel() throws Exception {
        TestFolder.fill(folder.resolve("new"), 4);
        Files.move(folder.resolve("new/disc"), folder.resolve("new/moon"));
        Files.move(folder.resolve("new/block"), folder.resolve("new/brick"));

        Belt belt = belt("objects", CHANGED_ITEM + ":objects=1," + folder.resolve("new"));

        for (int i = 0; i < ITEMS; i++) {
            assertThat(belt.truth().path("items").path(i).path("label").asText())
                    .isIn(i < CHANGED_ITEM ? List.of("disc", "block") : List.of("moon", "brick"));
        }
    }

    @Test
    void change_afterTheLastItem_isAnError() {
        assertThatThrownBy(() -> belt("late", ITEMS + ":light=0.5"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("light=0.5 begins with is not from 0 to " + (ITEMS - 1) + ": " + ITEMS);
    }
}
