package io.vedette.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxReaderTest {
    private static final byte[] FOUR_LABELS = IdxBytes.labels(0, 1, 0, 1);

    private final Path folder;

    IdxReaderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private final IdxReader reader = new IdxReader("tiny", List.of("a", "b"), 0.5f, 0.25f);

    @Test
    void read_plainAndGzipped_givesPixelsAndClasses() throws IOException {
        Dataset dataset = reader.read(
                pair("train", IdxBytes.pictures(4), FOUR_LABELS),
                pair("test", IdxBytes.gzip(IdxBytes.pictures(2)), IdxBytes.gzip(IdxBytes.labels(1, 0))),
                0.5,
                1);
        assertThat(dataset.size()).isEqualTo(6);
        assertThat(dataset.preprocessing().width()).isEqualTo(2);
        assertThat(dataset.preprocessing().height()).isEqualTo(3);
        assertThat(dataset.indices(Split.TRAIN)).hasSize(2);
        assertThat(dataset.indices(Split.VALIDATION)).hasSize(2);
        int[] test = dataset.indices(Split.TEST);
        assertThat(dataset.classesOf(test)).containsExactly(1, 0);
        assertThat(dataset.pixels().get(test[1])).containsExactly(6, 7, 8, 9, 10, 11);
        assertThat(dataset.exampleName(test[1])).isEqualTo("test-pictures#1");
    }

    @Test
    void read_sameSeed_givesTheSameDigest() throws IOException {
        IdxReader.Pair train = pair("train", IdxBytes.pictures(40), IdxBytes.labels(labels(40)));
        IdxReader.Pair test = pair("test", IdxBytes.pictures(2), IdxBytes.labels(1, 0));
        String digest = reader.read(train, test, 0.2, 1).digest();
        assertThat(reader.read(train, test, 0.2, 1).digest()).isEqualTo(digest);
        assertThat(reader.read(train, test, 0.2, 2).digest()).isNotEqualTo(digest);
        assertThat(reader.read(train, test, 0.1, 1).digest()).isNotEqualTo(digest);
    }

    @Test
    void read_labelsInPlaceOfPictures_throwsWrongMagic() {
        assertThatThrownBy(() -> train(FOUR_LABELS, FOUR_LABELS))
                .isInstanceOfSatisfying(WrongIdxMagicException.class, e -> {
                    assertThat(e.expected()).isEqualTo(0x803);
                    assertThat(e.found()).isEqualTo(0x801);
                    assertThat(e.file()).isEqualTo(folder.resolve("train-pictures"));
                });
    }

    @Test
    void read_truncatedValues_throwsTruncated() {
        byte[] cut = Arrays.copyOf(IdxBytes.pictures(4), 16 + 23);
        assertThatThrownBy(() -> train(cut, FOUR_LABELS)).isInstanceOfSatisfying(TruncatedIdxException.class, e -> {
            assertThat(e.expectedBytes()).isEqualTo(40);
            assertThat(e.foundBytes()).isEqualTo(39);
        });
    }

    @Test
    void read_truncatedHeader_throwsTruncated() {
        assertThatThrownBy(() -> train(Arrays.copyOf(IdxBytes.pictures(4), 9), FOUR_LABELS))
                .isInstanceOf(TruncatedIdxException.class);
        assertThatThrownBy(() -> train(new byte[0], FOUR_LABELS)).isInstanceOf(TruncatedIdxException.class);
    }

    @Test
    void read_surplusBytes_throwsSize() {
        assertThatThrownBy(() -> train(Arrays.copyOf(IdxBytes.pictures(4), 41), FOUR_LABELS))
                .isInstanceOf(IdxSizeException.class);
    }

    @Test
    void read_impossibleSizes_throwsSize() {
        byte[] zero = IdxBytes.of(0x803, new int[] {4, 0, 2}, new byte[0]);
        byte[] negative = IdxBytes.of(0x803, new int[] {-1, 3, 2}, new byte[0]);
        byte[] huge = IdxBytes.of(0x803, new int[] {60_000, 60_000, 60_000}, new byte[0]);
        for (byte[] bytes : List.of(zero, negative, huge)) {
            assertThatThrownBy(() -> train(bytes, FOUR_LABELS)).isInstanceOf(IdxSizeException.class);
        }
    }

    @Test
    void read_brokenCompression_throwsSize() {
        byte[] gzipped = IdxBytes.gzip(IdxBytes.pictures(400));
        assertThatThrownBy(() -> train(Arrays.copyOf(gzipped, gzipped.length / 2), FOUR_LABELS))
                .isInstanceOf(IdxSizeException.class);
    }

    @Test
    void read_moreLabelsThanPictures_throwsCountMismatch() {
        assertThatThrownBy(() -> train(IdxBytes.pictures(3), FOUR_LABELS))
                .isInstanceOfSatisfying(IdxCountMismatchException.class, e -> {
                    assertThat(e.pictureCount()).isEqualTo(3);
                    assertThat(e.labelCount()).isEqualTo(4);
                });
    }

    @Test
    void read_labelBeyondTheClasses_throwsLabelRange() {
        assertThatThrownBy(() -> train(IdxBytes.pictures(4), IdxBytes.labels(0, 1, 2, 1)))
                .isInstanceOfSatisfying(LabelRangeException.class, e -> {
                    assertThat(e.position()).isEqualTo(2);
                    assertThat(e.label()).isEqualTo(2);
                });
    }

    @Test
    void read_testPicturesOfAnotherSize_throwsSize() {
        byte[] other = IdxBytes.of(0x803, new int[] {1, 2, 3}, new byte[6]);
        assertThatThrownBy(() -> reader.read(
                        pair("train", IdxBytes.pictures(4), FOUR_LABELS),
                        pair("test", other, IdxBytes.labels(1)),
                        0,
                        1))
                .isInstanceOf(IdxSizeException.class);
    }

    private Dataset train(byte[] pictures, byte[] labels) throws IOException {
        return reader.read(
                pair("train", pictures, labels), pair("test", IdxBytes.pictures(1), IdxBytes.labels(0)), 0, 1);
    }

    private IdxReader.Pair pair(String name, byte[] pictures, byte[] labels) {
        return new IdxReader.Pair(
                IdxBytes.write(folder.resolve(name + "-pictures"), pictures),
                IdxBytes.write(folder.resolve(name + "-labels"), labels));
    }

    private static int[] labels(int count) {
        int[] labels = new int[count];
        Arrays.setAll(labels, i -> i % 2);
        return labels;
    }
}
