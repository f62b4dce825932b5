package io.vedette.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderReaderTest {
    private final Path folder;
    private final List<BadPicture> bad = new ArrayList<>();

    FolderReaderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void read_classFolders_areSplitByShareAndClass() throws IOException {
        fill("blue", 20, 0, 0, 255);
        fill("red", 10, 255, 0, 0);
        Dataset dataset = reader(0.2, 0.1, 0).read(folder);
        assertThat(dataset.labels()).containsExactly("blue", "red");
        assertThat(count(dataset, Split.TEST, 0)).isEqualTo(2);
        assertThat(count(dataset, Split.TEST, 1)).isEqualTo(1);
        // A fifth of the 18 and 9 that the test leaves.
        assertThat(count(dataset, Split.VALIDATION, 0)).isEqualTo(4);
        assertThat(count(dataset, Split.VALIDATION, 1)).isEqualTo(2);
        assertThat(dataset.size()).isEqualTo(30);
        int red = firstOf(dataset, 1);
        byte[] pixels = dataset.pixels().get(red);
        assertThat(pixels).hasSize(8 * 8 * 3);
        assertThat(pixels[0] & 0xff).isGreaterThan(250);
        assertThat(pixels[2] & 0xff).isLessThan(5);
        assertThat(dataset.exampleName(red)).startsWith("red/").endsWith(".png");
    }

    @Test
    void read_sameSeed_givesTheSameDataset() throws IOException {
        fill("blue", 20, 0, 0, 255);
        fill("red", 10, 255, 0, 0);
        String digest = reader(0.2, 0.1, 0).read(folder).digest();
        assertThat(reader(0.2, 0.1, 0).read(folder).digest()).isEqualTo(digest);
    }

    @Test
    void read_splitFolders_areTaken() throws IOException {
        fill("train/a", 5, 10, 0, 0);
        fill("train/b", 5, 20, 0, 0);
        fill("val/a", 2, 30, 0, 0);
        fill("test/b", 3, 40, 0, 0);
        Dataset dataset = reader(0.2, 0.1, 0).read(folder);
        assertThat(dataset.indices(Split.TRAIN)).hasSize(10);
        assertThat(dataset.classesOf(dataset.indices(Split.VALIDATION))).containsExactly(0, 0);
        assertThat(dataset.classesOf(dataset.indices(Split.TEST))).containsExactly(1, 1, 1);
    }

    @Test
    void read_testClassThatTrainingLacks_isNamed() throws IOException {
        fill("train/a", 5, 10, 0, 0);
        fill("test/z", 3, 40, 0, 0);
        assertThatThrownBy(() -> reader(0.2, 0.1, 0).read(folder))
                .isInstanceOfSatisfying(
                        UnknownClassException.class, e -> assertThat(e.label()).isEqualTo("z"));
    }

    @Test
    void read_corruptAndMissingPictures_areNamedAndSkipped() throws IOException {
        fill("a", 10, 10, 0, 0);
        Files.writeString(folder.resolve("a/torn.png"), "not a picture");
        Path whole = folder.resolve("a/000.png");
        Files.write(folder.resolve("a/half.png"), Arrays.copyOf(Files.readAllBytes(whole), 60));
        Files.createSymbolicLink(folder.resolve("a/gone.png"), folder.resolve("nowhere.png"));
        Files.writeString(folder.resolve("a/notes.txt"), "not even named like one");
        Dataset dataset = reader(0, 0, 0.25).read(folder);
        assertThat(dataset.size()).isEqualTo(10);
        assertThat(bad)
                .extracting(picture -> String.valueOf(picture.file().getFileName()))
                .containsExactly("gone.png", "half.png", "torn.png");
        assertThat(bad).allSatisfy(picture -> assertThat(picture.reason()).isNotBlank());
    }

    @Test
    void read_moreBadPicturesThanAllowed_isRefused() throws IOException {
        fill("a", 9, 10, 0, 0);
        Files.writeString(folder.resolve("a/torn.png"), "not a picture");
        assertThat(reader(0, 0, 0.1).read(folder).size()).isEqualTo(9);
        assertThatThrownBy(() -> reader(0, 0, 0.09).read(folder))
                .isInstanceOfSatisfying(TooManyBadPicturesException.class, e -> {
                    assertThat(e.bad()).isEqualTo(1);
                    assertThat(e.total()).isEqualTo(10);
                });
    }

    @Test
    void read_emptyClass_isNamed() throws IOException {
        fill("a", 5, 10, 0, 0);
        Files.createDirectories(folder.resolve("hollow"));
        assertThatThrownBy(() -> reader(0, 0, 0).read(folder))
                .isInstanceOfSatisfying(
                        EmptyClassException.class, e -> assertThat(e.label()).isEqualTo("hollow"));
    }

    @Test
    void read_classOfBadPicturesOnly_isEmpty() throws IOException {
        fill("a", 50, 10, 0, 0);
        Files.createDirectories(folder.resolve("torn"));
        Files.writeString(folder.resolve("torn/torn.png"), "not a picture");
        assertThatThrownBy(() -> reader(0, 0, 0.5).read(folder)).isInstanceOf(EmptyClassException.class);
    }

    @Test
    void read_folderWithoutFolders_isRefused() {
        assertThatThrownBy(() -> reader(0, 0, 0).read(folder)).isInstanceOf(NoClassesException.class);
    }

    @Test
    void readTest_classFolders_takeTheGivenLabels() throws IOException {
        fill("red", 2, 255, 0, 0);
        Dataset dataset = reader(0, 0, 0).readTest(folder, List.of("blue", "green", "red"));
        assertThat(dataset.classesOf(dataset.indices(Split.TEST))).containsExactly(2, 2);
        assertThatThrownBy(() -> reader(0, 0, 0).readTest(folder, List.of("blue")))
                .isInstanceOf(UnknownClassException.class);
    }

    private FolderReader reader(double validation, double test, double allowedBadShare) {
        return new FolderReader(
                DatasetReader.photographs(8),
                new SplitShares(validation, test, 1),
                allowedBadShare,
                bad::add,
                Progress.SILENT);
    }

    private void fill(String label, int count, int red, int green, int blue) {
        for (int i = 0; i < count; i++) {
            // A trace of the number, so that no two pictures are equal.
            PictureFiles.plain(folder.resolve(label).resolve("%03d.png".formatted(i)), red, green + i, blue);
        }
    }

    private static long count(Dataset dataset, Split split, int classIndex) {
        return Arrays.stream(dataset.indices(split))
                .filter(example -> dataset.classOf(example) == classIndex)
                .count();
    }

    private static int firstOf(Dataset dataset, int classIndex) {
        return Arrays.stream(dataset.indices(Split.TRAIN))
                .filter(example -> dataset.classOf(example) == classIndex)
                .findFirst()
                .orElseThrow();
    }
}
