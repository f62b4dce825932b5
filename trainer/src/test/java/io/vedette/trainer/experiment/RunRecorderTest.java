package io.vedette.trainer.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.Interpolation;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.ResizeMode;
import io.vedette.core.json.RecordJson;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.OperatorSamples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecorderTest {
    private static final List<String> LABELS = List.of("a", "b", "c", "d", "e");
    private static final PreprocessingSpec SPEC = new PreprocessingSpec(
            7,
            9,
            ColourOrder.RGB,
            ResizeMode.CENTRE_CROP,
            Interpolation.AREA,
            114,
            List.of(0.1f, 0.2f, 0.3f),
            List.of(1f, 2f, 3f));
    private static final Graph NETWORK =
            OperatorSamples.graphs(1).values().iterator().next();
    private static final RunProvenance PROVENANCE = new RunProvenance(
            Instant.parse("2026-11-21T10:15:30Z"),
            "vedette 1",
            new DataProvenance("tiny", "ab".repeat(32), "cd".repeat(32), 5, 2, 3),
            "sample",
            NETWORK.parameterCount(),
            42,
            "engine 2",
            "cpu()",
            Machine.current(),
            2,
            12.5,
            new ParentRun("zeroth", "ef".repeat(32), "ab".repeat(32)),
            null);

    private final Path folder;

    RunRecorderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void finish_whatWasWritten_isReadBack() {
        Path target = folder.resolve("runs/first");
        RunDirectory run = RunDirectory.open(record(target));
        assertThat(run.name()).isEqualTo("first");
        assertThat(run.network()).isEqualTo(NETWORK);
        assertThat(run.labels()).isEqualTo(LABELS);
        assertThat(run.preprocessing()).isEqualTo(SPEC);
        assertThat(run.provenance()).isEqualTo(PROVENANCE);
        assertThat(run.configuration(Settings.class)).isEqualTo(new Settings(3, "x"));
        assertThat(run.metrics(Epoch.class)).containsExactly(new Epoch(1, 0.5), new Epoch(2, Double.NaN));
    }

    @Test
    void find_fileMadeFromTheRun_isReadBackOnceItIsThere() {
        RunDirectory run = RunDirectory.open(record(folder.resolve("first")));
        assertThat(run.find("settings.json", Settings.class)).isEmpty();
        run.write("settings.json", RecordJson.write(new Settings(4, "y")));
        assertThat(run.find("settings.json", Settings.class)).contains(new Settings(4, "y"));
    }

    @Test
    void networkDigest_sameNetwork_isTheSameAndOfItsFile() throws IOException {
        RunDirectory first = RunDirectory.open(record(folder.resolve("first")));
        RunDirectory second = RunDirectory.open(record(folder.resolve("second")));
        assertThat(first.networkDigest()).isEqualTo(second.networkDigest());
        Files.write(second.path().resolve("network.vgraph"), new byte[100]);
        assertThat(second.networkDigest()).isNotEqualTo(first.networkDigest());
    }

    @Test
    void provenance_writtenBeforeRunsHadParents_isReadWithoutOne() throws IOException {
        RunDirectory run = RunDirectory.open(record(folder.resolve("first")));
        Path file = run.path().resolve("provenance.json");
        String text = Files.readString(file);
        int parent = text.indexOf("\"parent\"");
        Files.writeString(file, text.substring(0, text.lastIndexOf(',', parent)) + "}");
        assertThat(run.provenance().parent()).isNull();
        assertThat(run.provenance().seed()).isEqualTo(42);
    }

    @Test
    void begin_directoryThatExists_isLeftAlone() throws IOException {
        Path target = Files.createDirectories(folder.resolve("taken"));
        Files.writeString(target.resolve("precious"), "data");
        assertThatThrownBy(() -> RunRecorder.begin(target, new Settings(3, "x"), LABELS, SPEC))
                .isInstanceOfSatisfying(
                        RunException.class, e -> assertThat(e.directory()).isEqualTo(target));
        assertThat(target.resolve("precious")).hasContent("data");
    }

    @Test
    void finish_directoryThatCameMeanwhile_isLeftAlone() throws IOException {
        Path target = folder.resolve("taken");
        try (RunRecorder recorder = RunRecorder.begin(target, new Settings(3, "x"), LABELS, SPEC)) {
            Files.createDirectories(target);
            assertThatThrownBy(() -> recorder.finish(NETWORK, PROVENANCE)).isInstanceOf(RunException.class);
        }
        assertThat(target).isEmptyDirectory();
    }

    @Test
    void close_unfinished_leavesNothing() throws IOException {
        Path target = folder.resolve("runs/first");
        try (RunRecorder recorder = RunRecorder.begin(target, new Settings(3, "x"), LABELS, SPEC)) {
            recorder.epoch(new Epoch(1, 0.5));
            assertThat(target).doesNotExist();
        }
        try (Stream<Path> files = Files.list(folder.resolve("runs"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void open_directoryThatIsNoRun_isRefused() {
        assertThatThrownBy(() -> RunDirectory.open(folder)).isInstanceOf(RunException.class);
    }

    @Test
    void read_damagedFile_isNamed() throws IOException {
        RunDirectory run = RunDirectory.open(record(folder.resolve("first")));
        Files.writeString(run.path().resolve("labels.json"), "{");
        Files.write(run.path().resolve("network.vgraph"), new byte[100]);
        assertThatThrownBy(run::labels).isInstanceOf(RunException.class).hasMessageContaining("labels.json");
        assertThatThrownBy(run::network).isInstanceOf(RunException.class).hasMessageContaining("network.vgraph");
    }

    @Test
    void write_report_isReplaced() {
        RunDirectory run = RunDirectory.open(record(folder.resolve("first")));
        run.write("report.html", "one".getBytes(StandardCharsets.UTF_8));
        Path file = run.write("report.html", "two".getBytes(StandardCharsets.UTF_8));
        assertThat(file).hasContent("two");
    }

    private static Path record(Path target) {
        try (RunRecorder recorder = RunRecorder.begin(target, new Settings(3, "x"), LABELS, SPEC)) {
            recorder.epoch(new Epoch(1, 0.5));
            recorder.epoch(new Epoch(2, Double.NaN));
            return recorder.finish(NETWORK, PROVENANCE);
        }
    }

    record Settings(int size, String name) {}

    record Epoch(int epoch, double loss) {}
}
