package io.vedette.trainer.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.InvalidGraphException;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.QuantizedSamples;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.HardSigmoid;
import io.vedette.trainer.graph.operator.MaxPool;
import io.vedette.trainer.graph.operator.Multiply;
import io.vedette.trainer.graph.operator.Reshape;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged files: each gives a graph or the exception that says so, in little memory. */
class TfliteFuzzTest {
    private static final int CASES = 500;

    /** Far above what reading any of the files takes, far below what a damaged length could ask for. */
    private static final long MOST_ALLOCATED_BYTES = 64 << 20;

    static Stream<Class<?>> kinds() {
        return Stream.of(Convolution.class, MaxPool.class, Multiply.class, HardSigmoid.class, Reshape.class);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void read_damagedFloats_givesAGraphOrSaysWhyNot(Class<?> kind) {
        assertSurvives(TfliteWriter.write(OperatorSamples.graph(kind, 53)), 59);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void read_damagedIntegers_givesAGraphOrSaysWhyNot(Class<?> kind) {
        assertSurvives(TfliteWriter.writeQuantized(QuantizedSamples.of(OperatorSamples.graph(kind, 53))), 61);
    }

    private static void assertSurvives(byte[] whole, long seed) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < CASES; i++) {
            byte[] damaged = damaged(whole, random);
            long before = threads.getCurrentThreadAllocatedBytes();
            try {
                Graph graph = TfliteReader.read(damaged);
                assertThat(graph.nodes()).isNotEmpty();
            } catch (TfliteFileException | InvalidGraphException e) {
                assertThat(e.getMessage()).doesNotContain("fault of the program");
                refused++;
            }
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_ALLOCATED_BYTES);
        }
        // Most damage hits weights, whose numbers may be any.
        assertThat(refused).isGreaterThan(CASES / 20).isLessThan(CASES);
    }

    /** A few bytes changed, among them whole lengths and offsets, mostly where the tables are, or the end cut off. */
    private static byte[] damaged(byte[] whole, Random random) {
        if (random.nextInt(10) == 0) {
            return Arrays.copyOf(whole, random.nextInt(whole.length));
        }
        byte[] damaged = whole.clone();
        int changes = 1 + random.nextInt(4);
        for (int change = 0; change < changes; change++) {
            int place = random.nextInt(damaged.length);
            if (random.nextBoolean()) {
                damaged[place] = (byte) random.nextInt();
            } else {
                byte extreme = List.of((byte) 0, (byte) 0x7f, (byte) 0xff).get(random.nextInt(3));
                int start = place / 4 * 4;
                Arrays.fill(damaged, start, Math.min(damaged.length, start + 4), extreme);
            }
        }
        return damaged;
    }
}
