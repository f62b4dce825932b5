package io.vedette.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Feeds a reader with damaged files: to each it must say a graph or one of its own exceptions, and take no more memory for that than is stated.
 *
 * <p>Memory is what the thread allocates while it reads, which is no less than what it holds at any time.
 */
public final class ReaderTrial {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Function<byte[], Graph> reader;
    private final List<Class<? extends RuntimeException>> answers;
    private final long bytesPerByte;
    private final long freeBytes;

    private int graphs;
    private int refusals;

    /**
     * @param answers the exceptions with which the reader may answer
     * @param bytesPerByte memory that it may take for each byte of a file
     * @param freeBytes memory that it may take for any file
     */
    public ReaderTrial(
            Function<byte[], Graph> reader,
            List<Class<? extends RuntimeException>> answers,
            long bytesPerByte,
            long freeBytes) {
        this.reader = reader;
        this.answers = answers;
        this.bytesPerByte = bytesPerByte;
        this.freeBytes = freeBytes;
    }

    /** Tries each file; an error names what was done to the one that the reader was no match for. */
    public ReaderTrial read(Stream<DamagedFile> files) {
        files.forEach(this::read);
        return this;
    }

    private record Reading(boolean isGraph, long bytes) {}

    private void read(DamagedFile file) {
        long limit = bytesPerByte * file.content().length + freeBytes;
        Reading reading = measure(file);
        if (reading.isGraph()) {
            graphs++;
        } else {
            refusals++;
        }
        // Classes that the first reading of all loads are not the file's doing.
        long taken = reading.bytes() > limit ? measure(file).bytes() : reading.bytes();
        assertThat(taken)
                .as("bytes taken to read %d bytes, %s", file.content().length, file)
                .isLessThanOrEqualTo(limit);
    }

    private Reading measure(DamagedFile file) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        boolean isGraph = isGraph(file);
        return new Reading(isGraph, THREADS.getCurrentThreadAllocatedBytes() - before);
    }

    private boolean isGraph(DamagedFile file) {
        try {
            Graph graph = reader.apply(file.content());
            assertThat(graph.nodes()).as("%s", file).isNotEmpty();
            return true;
        } catch (RuntimeException e) {
            if (answers.stream().noneMatch(answer -> answer.isInstance(e))) {
                throw new AssertionError(file + ": " + e, e);
            }
            assertThat(e).as("%s", file).hasMessageNotContaining("fault of the program");
            return false;
        } catch (OutOfMemoryError | StackOverflowError e) {
            throw new AssertionError(file + ": " + e, e);
        }
    }

    /** How many files became graphs. */
    public int graphs() {
        return graphs;
    }

    /** How many files were refused. */
    public int refusals() {
        return refusals;
    }
}
