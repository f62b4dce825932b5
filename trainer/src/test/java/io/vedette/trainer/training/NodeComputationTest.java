package io.vedette.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.operator.Activation;
import io.vedette.trainer.graph.operator.HardSigmoid;
import io.vedette.trainer.graph.operator.HardSwish;
import io.vedette.trainer.graph.operator.Relu6;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NodeComputationTest {
    static Stream<Activation> activationsWithConstants() {
        return Stream.of(new HardSwish(), new HardSigmoid(), new Relu6());
    }

    /** Gradients read the constants of a computation again, long after it; their memory must not have gone to others. */
    @ParameterizedTest
    @MethodSource("activationsWithConstants")
    void run_garbageCollectedBeforeTheGradient_keepsItsConstants(Activation activation) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray input = manager.create(new float[] {-4, -1, 0.5f, 5, 7});
            input.setRequiresGradient(true);
            NodeComputation computation =
                    new NodeComputation(Node.of("activation", activation, "input", Map.of()), role -> null, true);
            List<NDArray> outputs = new ArrayList<>();
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                for (int i = 0; i < 100; i++) {
                    outputs.add(computation.run(List.of(input)).sum());
                }
                List<ByteBuffer> others = takeFreedMemory();
                outputs.stream().reduce(NDArray::add).ifPresent(collector::backward);
                assertThat(others).isNotEmpty();
            }

            float[] gradient = input.getGradient().toFloatArray();
            float[] numbers = input.toFloatArray();
            for (int i = 0; i < gradient.length; i++) {
                double slope = (activation.apply(numbers[i] + 1e-3) - activation.apply(numbers[i] - 1e-3)) / 2e-3;
                // Floats, a hundred times over.
                assertThat((double) gradient[i] / outputs.size()).isCloseTo(slope, Offset.offset(1e-5));
            }
        }
    }

    /** Lets unreachable buffers go and takes their place with what makes every sum no number. */
    private static List<ByteBuffer> takeFreedMemory() {
        List<ByteBuffer> others = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            System.gc();
            for (int i = 0; i < 2000; i++) {
                ByteBuffer buffer = ByteBuffer.allocateDirect(Float.BYTES).order(ByteOrder.nativeOrder());
                buffer.putFloat(0, Float.NaN);
                others.add(buffer);
            }
        }
        return others;
    }
}
