package io.vedette.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorOutputTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "/dev/pts/3,true",
        "/dev/tty1,true",
        "/dev/null,false",
        "/var/log/vedette.log,false",
        "pipe:[4711],false"
    })
    void isWatched_outputToSomewhere_isSoOnATerminal(String target, boolean isWatched) throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("2"), Path.of(target));

        boolean found = new ErrorOutput(link).isWatched();
        Files.delete(link);

        assertThat(found).isEqualTo(isWatched);
    }

    @Test
    void isWatched_systemWithoutSuchLinks_isNot() {
        assertThat(new ErrorOutput(folder.resolve("none")).isWatched()).isFalse();
    }
}
