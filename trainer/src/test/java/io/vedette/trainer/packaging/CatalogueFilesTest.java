package io.vedette.trainer.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.Interpolation;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.ResizeMode;
import io.vedette.runtime.engine.Engine;
import io.vedette.runtime.engine.EngineOptions;
import io.vedette.runtime.engine.OnnxEngine;
import io.vedette.runtime.engine.TfliteEngine;
import io.vedette.trainer.architecture.Catalogue;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.DatasetBuilder;
import io.vedette.trainer.data.Split;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Pictures;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.QuantizedSamples;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.onnx.OnnxWriter;
import io.vedette.trainer.tflite.TfliteWriter;
import io.vedette.trainer.training.Augmentation;
import io.vedette.trainer.training.NetworkTrainer;
import io.vedette.trainer.training.Optimization;
import io.vedette.trainer.training.OptimizerKind;
import io.vedette.trainer.training.Schedule;
import io.vedette.trainer.training.TrainingConfiguration;
import io.vedette.trainer.training.TrainingListener;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every family of the catalogue trains a step and leaves in all four files what the trained network computes. */
class CatalogueFilesTest {
    private static final int BATCH = 8;
    private static final int PICTURES = 2;
    private static final double FLOAT_DECIBELS = 80;
    private static final double INTEGER_DECIBELS = 6;

    @ParameterizedTest
    @CsvSource({
        "lenet-5, 1, 28",
        "resnet-8, 1, 32",
        "squeezenet-1.1, 1, 48",
        "mobilenet-v1, 0.25, 32",
        "mobilenet-v2, 0.35, 32",
        "mobilenet-v3-small, 0.5, 48",
        "mobilenet-v3-large, 0.35, 48",
    })
    void step_smallFamily_isTheSameInEachFile(String name, double width, int size) {
        assertTrainsAndExports(name, width, size);
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({
        "efficientnet-lite0, 64",
        "googlenet, 64",
        "resnet-18, 64",
        "resnet-50, 64",
        "inception-v3, 107",
        "xception, 72",
        "alexnet, 96",
        "vgg16, 32",
        "vgg19, 32",
    })
    void step_largeFamily_isTheSameInEachFile(String name, int size) {
        assertTrainsAndExports(name, 1, size);
    }

    private static void assertTrainsAndExports(String name, double width, int size) {
        Dataset dataset = noise(size);
        Graph fresh = Catalogue.find(name, width).build(Shape.of(1, size, size), 3, 1);
        Graph trained = new NetworkTrainer(configuration(), TrainingListener.SILENT, Clock.systemUTC())
                .train(fresh, dataset)
                .graph();
        assertThat(trained.nodes()).allSatisfy(node -> node.weights().forEach((role, weight) -> {
            if (role == WeightRole.WEIGHT) {
                assertThat(weight)
                        .as(node.name())
                        .isNotEqualTo(fresh.getNode(node.name()).getWeight(role));
            }
        }));

        QuantizedGraph quantized = QuantizedSamples.of(trained);
        Graph folded = quantized.graph();
        try (Engine onnx = OnnxEngine.open("test", wrap(OnnxWriter.write(folded)), EngineOptions.SINGLE_THREAD);
                Engine tflite =
                        TfliteEngine.open("test", wrap(TfliteWriter.write(folded)), EngineOptions.SINGLE_THREAD);
                Engine onnxIntegers = OnnxEngine.open(
                        "test", wrap(OnnxWriter.writeQuantized(quantized)), EngineOptions.SINGLE_THREAD);
                Engine tfliteIntegers = TfliteEngine.open(
                        "test", wrap(TfliteWriter.writeQuantized(quantized)), EngineOptions.SINGLE_THREAD)) {
            List<float[]> pictures = Pictures.random(trained.input(), PICTURES, 5);
            NetworkAnswers exact = NetworkAnswers.ofInterpreter(trained, pictures);
            NetworkAnswers rounded = NetworkAnswers.ofSimulation(quantized, pictures);
            assertThat(decibels(exact, NetworkAnswers.ofDjl(trained, pictures)))
                    .as("DJL")
                    .isGreaterThan(FLOAT_DECIBELS);
            assertThat(decibels(exact, NetworkAnswers.ofEngine(onnx, trained, pictures)))
                    .as("ONNX")
                    .isGreaterThan(FLOAT_DECIBELS);
            assertThat(decibels(exact, NetworkAnswers.ofEngine(tflite, trained, pictures)))
                    .as("TFLite")
                    .isGreaterThan(FLOAT_DECIBELS);
            // An integer kernel's own roundings must not cost much more than integers cost at all.
            double quantization = decibels(exact, rounded) - INTEGER_DECIBELS;
            assertThat(decibels(rounded, NetworkAnswers.ofEngine(onnxIntegers, trained, pictures)))
                    .as("ONNX in integers")
                    .isGreaterThan(quantization);
            assertThat(decibels(rounded, NetworkAnswers.ofEngine(tfliteIntegers, trained, pictures)))
                    .as("TFLite in integers")
                    .isGreaterThan(quantization);
        }
    }

    /** How much stronger what is expected is than what is wrong, of the output of which that is less. */
    private static double decibels(NetworkAnswers expected, NetworkAnswers found) {
        return Math.min(
                decibels(expected.logits(), found.logits()), decibels(expected.embeddings(), found.embeddings()));
    }

    private static double decibels(List<double[]> expected, List<double[]> found) {
        double signal = 0;
        double noise = 0;
        for (int picture = 0; picture < expected.size(); picture++) {
            assertThat(found.get(picture)).hasSameSizeAs(expected.get(picture));
            for (int i = 0; i < expected.get(picture).length; i++) {
                double error = found.get(picture)[i] - expected.get(picture)[i];
                signal += expected.get(picture)[i] * expected.get(picture)[i];
                noise += error * error;
            }
        }
        return 10 * Math.log10(signal / noise);
    }

    private static ByteBuffer wrap(byte[] file) {
        return ByteBuffer.wrap(file);
    }

    private static TrainingConfiguration configuration() {
        return new TrainingConfiguration(
                1,
                BATCH,
                new Optimization(OptimizerKind.ADAM, Schedule.CONSTANT, 1e-3f, 0, 0),
                new Augmentation(false, 0, 0, 0, 1, 0),
                0,
                3);
    }

    /** A batch of pictures of normal noise, as normalised. */
    private static Dataset noise(int size) {
        PreprocessingSpec preprocessing = new PreprocessingSpec(
                size, size, ColourOrder.GREY, ResizeMode.STRETCH, Interpolation.AREA, 0, List.of(0.5f), List.of(0.17f));
        DatasetBuilder builder = new DatasetBuilder("noise", List.of("a", "b", "c"), preprocessing);
        Random random = new Random(2);
        for (int i = 0; i < BATCH; i++) {
            byte[] pixels = new byte[size * size];
            for (int pixel = 0; pixel < pixels.length; pixel++) {
                pixels[pixel] = (byte) Math.max(0, Math.min(255, 127 + 43 * random.nextGaussian()));
            }
            builder.add(Split.TRAIN, i % 3, pixels, 0, "train#" + i);
            builder.add(Split.VALIDATION, i % 3, pixels, 0, "validation#" + i);
        }
        return builder.build();
    }
}
