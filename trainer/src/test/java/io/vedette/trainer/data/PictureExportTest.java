package io.vedette.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureExportTest {
    @Test
    void write_limit_keepsProportionsAndEveryPixel(@TempDir Path folder) throws IOException {
        Dataset dataset = SyntheticPictures.dataset(30, 6, 60, 1);
        int written = new PictureExport(dataset, Progress.SILENT).write(Split.TEST, 31, 5, folder);
        assertThat(written).isEqualTo(31);
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(Files::isRegularFile).toList();
        }
        assertThat(files).hasSize(31);
        try (PictureLoader loader = new PictureLoader(dataset.preprocessing())) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                int example = Integer.parseInt(name.substring(0, name.indexOf('.')));
                assertThat(loader.load(file)).isEqualTo(dataset.pixels().get(example));
                assertThat(String.valueOf(folder.relativize(file).getName(0)))
                        .isEqualTo(dataset.labels().get(dataset.classOf(example)));
            }
        }
        try (Stream<Path> first = Files.list(folder.resolve("vertical"))) {
            assertThat(first.count()).isBetween(10L, 11L);
        }
    }
}
