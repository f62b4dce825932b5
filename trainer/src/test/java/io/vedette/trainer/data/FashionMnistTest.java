package io.vedette.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FashionMnistTest {
    private final Path folder;

    FashionMnistTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private final List<URI> fetched = new ArrayList<>();

    @Test
    void read_installedPackage_needsNoNetwork() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(FashionMnist.SYSTEM_FOLDER), "dataset-fashion-mnist is installed");
        Dataset dataset =
                new FashionMnist(FashionMnist.SYSTEM_FOLDER, folder, this::refuse, Progress.SILENT).read(0.05, 1);
        assertThat(fetched).isEmpty();
        assertThat(dataset.indices(Split.TRAIN)).hasSize(57_000);
        assertThat(dataset.indices(Split.VALIDATION)).hasSize(3_000);
        assertThat(dataset.indices(Split.TEST)).hasSize(10_000);
        // The first test pictures are an ankle boot, a pullover and two trousers.
        int[] test = dataset.indices(Split.TEST);
        assertThat(Stream.of(0, 1, 2, 3).map(i -> dataset.labels().get(dataset.classOf(test[i]))))
                .containsExactly("Ankle-boot", "Pullover", "Trouser", "Trouser");
    }

    @Test
    void read_neitherInstalledNorOnline_namesBothWays() {
        FashionMnist source = new FashionMnist(folder.resolve("none"), folder, this::refuse, Progress.SILENT);
        assertThatThrownBy(() -> source.read(0.05, 1))
                .isInstanceOf(DatasetUnavailableException.class)
                .hasMessageContaining("apt install dataset-fashion-mnist")
                .hasMessageContaining("http://fashion-mnist.")
                .hasMessageContaining("no network");
        assertThat(fetched).hasSize(1);
    }

    @Test
    void read_downloadOfOtherBytes_isRefusedAndNotKept() throws IOException {
        byte[] other = IdxBytes.gzip(IdxBytes.pictures(3));
        FashionMnist source = new FashionMnist(
                folder.resolve("none"),
                folder.resolve("cache"),
                address -> new ByteArrayInputStream(other),
                Progress.SILENT);
        assertThatThrownBy(() -> source.read(0.05, 1)).isInstanceOf(DigestMismatchException.class);
        try (Stream<Path> kept = Files.list(folder.resolve("cache"))) {
            assertThat(kept).isEmpty();
        }
    }

    @Test
    void read_publishersFilesOnline_areCachedAndThenRead() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(FashionMnist.SYSTEM_FOLDER), "dataset-fashion-mnist is installed");
        Path cache = folder.resolve("cache");
        FashionMnist online = new FashionMnist(folder.resolve("none"), cache, this::fromSystemFolder, Progress.SILENT);
        String digest = online.read(0.05, 1).digest();
        assertThat(fetched).hasSize(4);
        FashionMnist offline = new FashionMnist(folder.resolve("none"), cache, this::refuse, Progress.SILENT);
        assertThat(offline.read(0.05, 1).digest()).isEqualTo(digest);
        assertThat(fetched).hasSize(4);
    }

    private java.io.InputStream refuse(URI address) throws IOException {
        fetched.add(address);
        throw new IOException("no network");
    }

    private java.io.InputStream fromSystemFolder(URI address) throws IOException {
        fetched.add(address);
        return Files.newInputStream(FashionMnist.SYSTEM_FOLDER.resolve(
                String.valueOf(Path.of(address.getPath()).getFileName())));
    }
}
