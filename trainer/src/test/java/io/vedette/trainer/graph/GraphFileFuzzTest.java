package io.vedette.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged graph files: each gives a graph or the exception that says why not, in no more memory than is stated. */
class GraphFileFuzzTest {
    private static final int FEW = 20;
    private static final int MANY = 200;
    private static final int HEADER_BYTES = 12;
    private static final int DIGEST_BYTES = 32;

    /** Memory for a byte of a file: the file itself, its weights as floats, and an object for each of its shortest parts. */
    private static final long BYTES_PER_BYTE = 16;

    /** Memory for any file. */
    private static final long FREE_BYTES = 1L << 20;

    @TempDir
    Path folder;

    static Stream<Class<?>> kinds() {
        return OperatorSamples.kinds().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void read_damagedFile_saysWhyNot(Class<?> kind) throws IOException {
        ReaderTrial trial = trial().read(damaged(written(kind), kind, FEW));

        assertThat(trial.graphs())
                .as("the digest finds all damage but of bytes exchanged for the same ones")
                .isLessThan(FEW);
    }

    /** The digest finds damage by chance; who damages on purpose can give a file a new one. */
    @ParameterizedTest
    @MethodSource("kinds")
    void read_damagedFileWithItsDigest_givesAGraphOrSaysWhyNot(Class<?> kind) throws IOException {
        assertSurvives(written(kind), kind, FEW);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("kinds")
    void read_manyDamagedFilesWithTheirDigest_givesAGraphOrSaysWhyNot(Class<?> kind) throws IOException {
        assertSurvives(written(kind), kind, MANY);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("seeds")
    void read_damagedGeneratedGraph_givesAGraphOrSaysWhyNot(long seed) throws IOException {
        assertSurvives(written(GeneratedGraph.of(seed)), seed, MANY / 4);
    }

    static Stream<Long> seeds() {
        return Stream.iterate(0L, seed -> seed + 1).limit(20);
    }

    private void assertSurvives(byte[] file, Object subject, int count) {
        byte[] body = Arrays.copyOfRange(file, HEADER_BYTES, file.length - DIGEST_BYTES);
        byte[] header = Arrays.copyOf(file, HEADER_BYTES);
        ReaderTrial trial = trial().read(damaged(body, subject, count)
                .map(damaged -> new DamagedFile(damaged.damage(), signed(header, damaged.content()))));
        assertThat(trial.refusals()).isPositive();
        assertThat(trial.graphs()).as("weights may be any numbers").isPositive();
    }

    private static Stream<DamagedFile> damaged(byte[] file, Object subject, int count) {
        return new FileDamage(file, ByteOrder.BIG_ENDIAN, subject.toString().hashCode()).each(count);
    }

    private static byte[] signed(byte[] header, byte[] body) {
        ByteBuffer file = ByteBuffer.allocate(header.length + body.length + DIGEST_BYTES);
        file.put(header).put(body);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(file.array(), 0, header.length + body.length);
            return file.put(digest.digest()).array();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private byte[] written(Class<?> kind) throws IOException {
        return written(OperatorSamples.graph(kind, 3));
    }

    private byte[] written(Graph graph) throws IOException {
        Path file = folder.resolve("whole.vgraph");
        GraphFile.write(graph, file);
        return Files.readAllBytes(file);
    }

    private ReaderTrial trial() {
        return new ReaderTrial(this::read, List.of(GraphFileException.class), BYTES_PER_BYTE, FREE_BYTES);
    }

    private Graph read(byte[] content) {
        Path file = folder.resolve("damaged.vgraph");
        try {
            Files.write(file, content);
            return GraphFile.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("A temporary folder takes a file", e);
        }
    }
}
