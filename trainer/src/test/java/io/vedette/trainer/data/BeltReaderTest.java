package io.vedette.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.runtime.media.VideoFormat;
import io.vedette.runtime.media.VideoWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeltReaderTest {
    // A bright item passes in frames 10 to 29, whole in 15 to 24; then a grey one in 40 to 59, whole in 45 to 54.
    private static final String TRUTH =
            """
            {"schema":1,"video":"belt.mp4","width":64,"height":48,"framesPerSecond":30,"frames":70,"seed":1,
             "region":{"x":0.25,"y":0.25,"width":0.5,"height":0.5},
             "items":[
              {"label":"vertical","firstFrame":10,"lastFrame":29,"centredFrom":15,"centredTo":24},
              {"label":"horizontal","firstFrame":40,"lastFrame":59,"centredFrom":45,"centredTo":54}]}
            """;

    private static final Dataset BASE = SyntheticPictures.dataset(30, 6, 6, 1);

    private final Path video;

    BeltReaderTest(@TempDir Path folder) {
        this.video = folder.resolve("belt.mp4");
    }

    @Test
    void plan_framesOfWholeItemsAndOfTheEmptyBelt_areChosen() {
        Map<Integer, String> plan = plan(100, 100);
        assertThat(labels(plan, 15, 24)).containsOnly("vertical").hasSize(10);
        assertThat(labels(plan, 45, 54)).containsOnly("horizontal").hasSize(10);
        assertThat(labels(plan, 0, 9)).containsOnly("empty").hasSize(10);
        assertThat(labels(plan, 30, 39)).containsOnly("empty").hasSize(10);
        // Of the second frame of an item's entry 2/6 is seen, of the third 3/6: no longer empty, not yet the item.
        assertThat(plan.get(11)).isEqualTo("empty");
        assertThat(plan).doesNotContainKeys(12, 13, 14, 25, 26, 27);
        assertThat(plan.get(28)).isEqualTo("empty");
    }

    @Test
    void plan_limits_areKept() {
        Map<Integer, String> plan = plan(3, 2.5);
        assertThat(plan.values()).filteredOn("vertical"::equals).hasSize(3);
        assertThat(plan.values()).filteredOn("horizontal"::equals).hasSize(3);
        assertThat(plan.values()).filteredOn("empty"::equals).hasSize(5);
        assertThat(plan(3, 2.5)).isEqualTo(plan);
    }

    @Test
    void plan_twoItemsAtOnce_belongToNeither() {
        BeltTruth truth = new BeltTruth(
                1,
                40,
                io.vedette.runtime.image.Region.WHOLE,
                List.of(new BeltTruth.Item("a", 0, 19, 5, 14), new BeltTruth.Item("b", 10, 29, 15, 24)));
        Map<Integer, String> plan = new BeltPlan(truth, new BeltSampling(100, 0, 0.0, 1)).frames();
        // From frame 12 on half of b is seen beside a; a leaves b alone from frame 18 on.
        assertThat(plan.keySet()).containsExactly(5, 6, 7, 8, 9, 10, 11, 18, 19, 20, 21, 22, 23, 24);
    }

    @Test
    void extend_video_givesTrainingExamplesOfItsRegion() throws IOException {
        write(70);
        Dataset extended = new BeltReader(new BeltSampling(6, 4, 0.0, 1), Progress.SILENT).extend(BASE, List.of(video));
        assertThat(extended.labels()).containsExactly("horizontal", "vertical", "empty");
        assertThat(extended.digest(Split.TEST)).isEqualTo(BASE.digest(Split.TEST));
        assertThat(extended.size()).isEqualTo(BASE.size() + 6 + 6 + 8);
        assertThat(extended.indices(Split.TEST)).hasSize(6);
        assertThat(extended.indices(Split.VALIDATION)).hasSize(6);
        for (int example = BASE.size(); example < extended.size(); example++) {
            int centre = extended.pixels().get(example)[6 * SyntheticPictures.SIDE + 6] & 0xff;
            switch (extended.labels().get(extended.classOf(example))) {
                case "vertical" -> assertThat(centre).isGreaterThan(180);
                case "horizontal" -> assertThat(centre).isBetween(80, 160);
                default -> assertThat(centre).isLessThan(60);
            }
        }
    }

    @Test
    void extend_validation_isOfItemsThatTrainingDoesNotSee() throws IOException {
        BeltVideos.write(video, 40, 1);
        Dataset extended = heldOutReader().extend(BASE, List.of(video));

        Set<Integer> trained = beltPassages(extended, Split.TRAIN);
        Set<Integer> validated = beltPassages(extended, Split.VALIDATION);
        assertThat(validated).doesNotContainAnyElementsOf(trained);
        assertThat(validated).filteredOn(passage -> passage % 2 == 1).hasSize(10);
        assertThat(trained).filteredOn(passage -> passage % 2 == 1).hasSize(30);
    }

    @Test
    void readHeldOut_videoLearnedFrom_givesTheMiddlesOfItsUnseenItemsAndGaps() throws IOException {
        BeltVideos.write(video, 40, 1);
        Set<Integer> validated = beltPassages(heldOutReader().extend(BASE, List.of(video)), Split.VALIDATION);
        DevicePictures pictures =
                heldOutReader().readHeldOut(List.of(video), SyntheticPictures.LABELS, BASE.preprocessing());

        // Ten of 40 items and ten of 41 gaps; of each the second of three frames.
        assertThat(names(pictures)).hasSize(20).allMatch(name -> frameOf(name) % BeltVideos.STAY == 1);
        assertThat(names(pictures)).map(BeltReaderTest::passageOf).containsAll(validated);
        assertThat(pictures.name()).isEqualTo("unseen items of belt.mp4");
    }

    private static BeltReader heldOutReader() {
        return new BeltReader(new BeltSampling(3, 4, 0.25, 1), Progress.SILENT);
    }

    /** The items (odd) and gaps (even) of which a split has frames. */
    private static Set<Integer> beltPassages(Dataset dataset, Split split) {
        return Arrays.stream(dataset.indices(split))
                .mapToObj(dataset::exampleName)
                .filter(name -> name.startsWith("belt.mp4#"))
                .map(BeltReaderTest::passageOf)
                .collect(Collectors.toSet());
    }

    private static int passageOf(String name) {
        return frameOf(name) / BeltVideos.STAY;
    }

    private static int frameOf(String name) {
        return Integer.parseInt(name.substring("belt.mp4#".length()));
    }

    @Test
    void readTest_video_givesTestExamplesOnly() throws IOException {
        write(70);
        Dataset frames = new BeltReader(new BeltSampling(6, 4, 0.25, 1), Progress.SILENT)
                .readTest(video, BASE.labels(), BASE.preprocessing());
        assertThat(frames.indices(Split.TEST)).hasSize(6 + 6 + 8);
        assertThat(frames.size()).isEqualTo(20);
    }

    @Test
    void readDevice_video_givesTheMiddleOfEachItemAndGap() throws IOException {
        write(70);
        DevicePictures pictures = new BeltReader(new BeltSampling(6, 4, 0.25, 1), Progress.SILENT)
                .readDevice(List.of(video), List.of("horizontal", "vertical", "empty"), BASE.preprocessing());
        // Gaps are frames 0 to 11, 28 to 41 and 58 to 69, and the items are whole in 15 to 24 and in 45 to 54.
        assertThat(names(pictures))
                .containsExactly("belt.mp4#6", "belt.mp4#20", "belt.mp4#35", "belt.mp4#50", "belt.mp4#64");
    }

    private static List<String> names(DevicePictures pictures) {
        return IntStream.range(0, pictures.size()).mapToObj(pictures::nameOf).toList();
    }

    @Test
    void extend_labelUnknownToTheDataset_isNamed() throws IOException {
        write(70);
        Files.writeString(video.resolveSibling("belt.json"), TRUTH.replace("\"vertical\"", "\"diagonal\""));
        assertThatThrownBy(() -> extend())
                .isInstanceOf(BadTruthFileException.class)
                .hasMessageContaining("diagonal");
    }

    @Test
    void extend_noTruthFile_isNamed() throws IOException {
        write(70);
        Files.delete(video.resolveSibling("belt.json"));
        assertThatThrownBy(() -> extend())
                .isInstanceOf(BadTruthFileException.class)
                .hasMessageContaining("belt.json");
    }

    @Test
    void extend_framesOutOfOrder_isRefused() throws IOException {
        write(70);
        Files.writeString(video.resolveSibling("belt.json"), TRUTH.replace("\"centredFrom\":15", "\"centredFrom\":25"));
        assertThatThrownBy(() -> extend()).isInstanceOf(BadTruthFileException.class);
    }

    @Test
    void extend_videoShorterThanItsTruth_isRefused() throws IOException {
        write(50);
        assertThatThrownBy(() -> extend()).isInstanceOf(BadTruthFileException.class);
    }

    @Test
    void extend_missingVideo_isNamed() {
        assertThatThrownBy(() -> extend()).isInstanceOf(MissingDataException.class);
    }

    private Dataset extend() {
        return new BeltReader(new BeltSampling(10, 10, 0.0, 1), Progress.SILENT).extend(BASE, List.of(video));
    }

    private static Map<Integer, String> plan(int framesPerItem, double emptyPerItem) {
        BeltTruth truth = io.vedette.core.json.RecordJson.read(
                TRUTH.getBytes(java.nio.charset.StandardCharsets.UTF_8), BeltTruth.class);
        return new BeltPlan(truth, new BeltSampling(framesPerItem, emptyPerItem, 0.0, 1)).frames();
    }

    private static List<String> labels(Map<Integer, String> plan, int from, int to) {
        return plan.entrySet().stream()
                .filter(entry -> entry.getKey() >= from && entry.getKey() <= to)
                .map(Map.Entry::getValue)
                .toList();
    }

    /** An item fills the region while more than 40 % of it is there; around it the frames are white, so that a wrong region would show. */
    private void write(int frames) throws IOException {
        Files.writeString(video.resolveSibling("belt.json"), TRUTH);
        byte[] chroma = new byte[32 * 24];
        Arrays.fill(chroma, (byte) 128);
        try (VideoWriter writer = VideoWriter.open(video, new VideoFormat(64, 48, 30, 12, 30))) {
            for (int frame = 0; frame < frames; frame++) {
                int level = frame >= 12 && frame < 28 ? 210 : frame >= 42 && frame < 58 ? 120 : 30;
                byte[] luma = new byte[64 * 48];
                Arrays.fill(luma, (byte) 235);
                for (int y = 10; y < 38; y++) {
                    Arrays.fill(luma, y * 64 + 14, y * 64 + 50, (byte) level);
                }
                writer.write(luma, chroma, chroma);
            }
            writer.finish();
        }
    }
}
