package io.vedette.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.trainer.graph.operator.BatchNorm;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.Relu;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GraphFileTest {
    private Path folder;
    private Path file;

    @BeforeEach
    void place(@TempDir Path temporary) {
        folder = temporary;
        file = folder.resolve("network.graph");
    }

    static Stream<Class<?>> kinds() {
        return OperatorSamples.kinds().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void read_eachOperator_givesTheSameGraph(Class<?> kind) throws IOException {
        Graph graph = sample(kind);

        GraphFile.write(graph, file);

        assertThat(GraphFile.read(file)).isEqualTo(graph);
    }

    @Test
    void write_fileExists_replacesItAndLeavesNothingElse() throws IOException {
        GraphFile.write(sample(Relu.class), file);
        GraphFile.write(sample(BatchNorm.class), file);

        assertThat(GraphFile.read(file)).isEqualTo(sample(BatchNorm.class));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void write_newFile_isReadableByWhomAnyNewFileIs() throws IOException {
        Path ordinary = Files.createFile(folder.resolve("ordinary"));

        GraphFile.write(sample(Relu.class), file);

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(ordinary));
    }

    @Test
    void read_truncatedAnywhere_throwsGraphFileException() throws IOException {
        GraphFile.write(sample(Linear.class), file);
        byte[] whole = Files.readAllBytes(file);

        for (int length = 0; length < whole.length; length += 97) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> GraphFile.read(file))
                    .isInstanceOfSatisfying(
                            GraphFileException.class, e -> assertThat(e.file()).isEqualTo(file.toString()));
        }
    }

    @Test
    void read_oneBitChanged_throwsGraphFileException() throws IOException {
        GraphFile.write(sample(Linear.class), file);
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);

        assertThatThrownBy(() -> GraphFile.read(file)).isInstanceOf(GraphFileException.class);
    }

    @Test
    void read_newerVersion_saysSo() throws IOException {
        GraphFile.write(sample(Linear.class), file);
        byte[] content = Files.readAllBytes(file);
        content[11] = 3;
        Files.write(file, content);

        assertThatThrownBy(() -> GraphFile.read(file))
                .isInstanceOfSatisfying(
                        GraphFileException.class, e -> assertThat(e.problem()).contains("version 3"));
    }

    @Test
    void decode_anyLengthDamaged_throwsIllegalArgument() {
        byte[] whole = GraphEncoding.encode(sample(Convolution.class));

        for (int position = 0; position + Integer.BYTES <= whole.length && position < 400; position++) {
            byte[] damaged = whole.clone();
            ByteBuffer.wrap(damaged).putInt(position, Integer.MAX_VALUE);
            try {
                GraphEncoding.decode(ByteBuffer.wrap(damaged));
            } catch (IllegalArgumentException | InvalidGraphException e) {
                // What a reader of damaged bytes may throw; anything else fails the test.
                assertThat(e).hasMessageNotContaining("OutOfMemory");
            }
        }
    }

    private static Graph sample(Class<?> kind) {
        return OperatorSamples.graph(kind, 3);
    }
}
