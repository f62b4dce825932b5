package io.vedette.agent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStorageTest {
    @TempDir
    private Path temporary;

    @Test
    void open_foldersThatAreNotThere_areMade() throws IOException {
        Path folder = temporary.resolve("data/of/agent");

        try (Storage storage = FolderStorage.open(folder)) {
            storage.replace("state", "kept".getBytes(StandardCharsets.UTF_8));

            assertThat(storage.list()).containsExactly("state");
            assertThat(folder.resolve("state")).hasContent("kept");
        }
    }

    @Test
    void open_linkToAFolder_isUsed() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("folder"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), folder);

        try (Storage storage = FolderStorage.open(link)) {
            storage.replace("state", new byte[1]);
        }

        assertThat(folder.resolve("state")).exists();
    }

    @Test
    void open_again_isRefused() throws IOException {
        try (Storage storage = FolderStorage.open(temporary)) {
            assertThat(storage.list()).isEmpty();
            assertThatThrownBy(() -> FolderStorage.open(temporary)).isInstanceOf(FolderInUseException.class);
        }
    }

    @Test
    void usableBytes_ofADisk_isMoreThanNothing() throws IOException {
        try (Storage storage = FolderStorage.open(temporary)) {
            assertThat(storage.usableBytes()).isPositive();
        }
    }
}
