package io.vedette.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tries damaged files of a format on its reader: each gives a graph or one of the reader's own exceptions, in no more memory than is stated. */
public abstract class FormatFuzz {
    private static final int FEW = 8;
    protected static final int MANY = 100;

    /** Memory for a byte of a file: two bytes of its structure become an object, a byte of its numbers a float or two. */
    private static final long BYTES_PER_BYTE = 64;

    /** Memory for any file: the numbers that it may use however small it is, and what any reading takes. */
    private static final long FREE_BYTES = 8L << 20;

    static Stream<Class<?>> kinds() {
        return OperatorSamples.kinds().stream();
    }

    /** The reader's answer. */
    protected abstract Graph read(byte[] file);

    /** The exceptions with which the reader may answer. */
    protected abstract List<Class<? extends RuntimeException>> refusals();

    /** A graph in floats and in integers. */
    protected abstract List<byte[]> files(Graph graph);

    /** Copies of a file without end, whole but for numbers that make no sense. */
    protected abstract Stream<DamagedFile> altered(byte[] file, Random random);

    @ParameterizedTest
    @MethodSource("kinds")
    protected void read_damagedFile_givesAGraphOrTheReason(Class<?> kind) {
        for (byte[] file : files(kind)) {
            assertSurvivesDamage(file, kind, FEW);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    protected void read_numbersWithoutSense_givesAGraphOrTheReason(Class<?> kind) {
        for (byte[] file : files(kind)) {
            assertSurvivesAlteration(file, kind, 5 * FEW);
        }
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("kinds")
    protected void read_manyDamagedFiles_givesAGraphOrTheReason(Class<?> kind) {
        for (byte[] file : files(kind)) {
            assertSurvivesDamage(file, kind, MANY);
            assertSurvivesAlteration(file, kind, 5 * MANY);
        }
    }

    private List<byte[]> files(Class<?> kind) {
        return files(OperatorSamples.graph(kind, 53));
    }

    /** So many copies with each kind of damage, the same ones for the same subject. */
    protected final void assertSurvivesDamage(byte[] file, Object subject, int count) {
        assertSurvives(
                new FileDamage(file, ByteOrder.LITTLE_ENDIAN, subject.toString().hashCode()).each(count));
    }

    /** So many copies with numbers that make no sense, the same ones for the same subject. */
    protected final void assertSurvivesAlteration(byte[] file, Object subject, int count) {
        assertSurvives(altered(file, new Random(subject.toString().hashCode())).limit(count));
    }

    private void assertSurvives(Stream<DamagedFile> files) {
        ReaderTrial trial = new ReaderTrial(this::read, refusals(), BYTES_PER_BYTE, FREE_BYTES).read(files);
        assertThat(trial.refusals()).isPositive();
    }
}
