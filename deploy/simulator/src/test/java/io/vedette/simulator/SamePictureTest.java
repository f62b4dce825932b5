package io.vedette.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.agent.camera.Camera;
import io.vedette.agent.camera.CameraOptions;
import io.vedette.agent.camera.Pace;
import io.vedette.agent.camera.SceneOptions;
import io.vedette.agent.pipeline.CameraPipeline;
import io.vedette.agent.pipeline.Classifier;
import io.vedette.agent.pipeline.DecisionRule;
import io.vedette.agent.pipeline.PictureClassifier;
import io.vedette.agent.pipeline.SmoothingOptions;
import io.vedette.agent.pipeline.StageObserver;
import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.Interpolation;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.ResizeMode;
import io.vedette.core.contract.Release;
import io.vedette.runtime.engine.EngineOptions;
import io.vedette.runtime.engine.OnnxEngine;
import io.vedette.runtime.image.Region;
import io.vedette.runtime.media.MediaAddress;
import io.vedette.runtime.media.MediaOptions;
import io.vedette.trainer.data.PictureLoader;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.onnx.OnnxWriter;
import io.vedette.trainer.training.Predictor;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A picture file gives the same tensor, bit for bit, through the trainer's evaluation, through a picture that is posted to the agent, and as a
 * camera of one frame. The model answers with the very tensor it was given: flattened, then multiplied by the identity.
 */
class SamePictureTest {
    private static final PreprocessingSpec SPECIFICATION = new PreprocessingSpec(
            18,
            14,
            ColourOrder.RGB,
            ResizeMode.LETTERBOX,
            Interpolation.AREA,
            114,
            List.of(0.485f, 0.456f, 0.406f),
            List.of(0.229f, 0.224f, 0.225f));
    private static final int ELEMENTS = 18 * 14 * 3;
    private static final Graph MIRROR = mirror();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png"})
    void tensor_sameFileByThreeWays_isIdentical(String format) throws Exception {
        Path picture = draw(format);

        float[] evaluated = evaluate(picture);

        assertThat(IntStream.range(0, ELEMENTS)
                        .mapToObj(i -> evaluated[i])
                        .distinct()
                        .count())
                .as("distinct values")
                .isGreaterThan(100);
        assertThat(post(picture)).containsExactly(evaluated);
        assertThat(watch(picture)).containsExactly(evaluated);
    }

    private static float[] evaluate(Path picture) {
        try (PictureLoader loader = new PictureLoader(SPECIFICATION);
                Predictor predictor = new Predictor(MIRROR, SPECIFICATION)) {
            return predictor.logits(loader.load(picture), 1)[0];
        }
    }

    private static float[] post(Path picture) throws IOException {
        Classifier classifier = classifier();
        try (PictureClassifier pictures =
                new PictureClassifier(classifier, MediaOptions.DEFAULT, 1 << 20, System::nanoTime)) {
            pictures.classify("posted", ByteBuffer.wrap(Files.readAllBytes(picture)), 1);
            return classifier.logits().clone();
        }
    }

    private static float[] watch(Path picture) throws InterruptedException {
        Classifier classifier = classifier();
        SmoothingOptions smoothing = new SmoothingOptions(1, 0, Set.of(), DecisionRule.LABEL, Duration.ofSeconds(1), 1);
        CameraOptions options = new CameraOptions(
                "still",
                MediaAddress.parse(picture.toString()),
                Pace.FAST,
                false,
                true,
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                SceneOptions.DEFAULT);
        CameraPipeline pipeline = new CameraPipeline(
                new CameraPipeline.Setup("still", "boot", Region.WHOLE, false, smoothing),
                classifier,
                StageObserver.NONE,
                step -> {},
                (kind, message) -> {
                    throw new AssertionError(kind + ": " + message);
                },
                InstantSource.system(),
                System::nanoTime);
        pipeline.start();
        try (pipeline;
                Camera camera = new Camera(
                        options,
                        MediaOptions.DEFAULT,
                        pipeline,
                        status -> {},
                        (kind, message) -> {
                            throw new AssertionError(kind + ": " + message);
                        },
                        InstantSource.system(),
                        System::nanoTime)) {
            camera.start();
            assertThat(pipeline.awaitEnd(10_000))
                    .as("the picture was classified")
                    .isTrue();
            assertThat(pipeline.counts().classified()).isEqualTo(1);
            return classifier.logits().clone();
        }
    }

    private static Classifier classifier() {
        return new Classifier(
                OnnxEngine.open("mirror", ByteBuffer.wrap(OnnxWriter.write(MIRROR)), EngineOptions.SINGLE_THREAD),
                SPECIFICATION,
                IntStream.range(0, ELEMENTS).mapToObj(i -> "value " + i).toList(),
                new Release("mirror", 1, "ab".repeat(32)),
                System::nanoTime);
    }

    private static Graph mirror() {
        float[] identity = new float[ELEMENTS * ELEMENTS];
        for (int i = 0; i < ELEMENTS; i++) {
            identity[i * ELEMENTS + i] = 1;
        }
        return new Graph(
                "mirror",
                Shape.of(3, 14, 18),
                List.of(
                        new Node("flatten", new Flatten(), List.of(Graph.INPUT), "flat", Map.of()),
                        new Node(
                                "identity",
                                new Linear(ELEMENTS),
                                List.of("flat"),
                                "same",
                                Map.of(
                                        WeightRole.WEIGHT,
                                        Tensor.owning(Shape.of(ELEMENTS, ELEMENTS), identity),
                                        WeightRole.BIAS,
                                        Tensor.filled(Shape.of(ELEMENTS), 0)))),
                "same",
                "flat");
    }

    /** A picture with gradients, edges and noise, of odd sizes. */
    private Path draw(String format) throws IOException {
        BufferedImage picture = new BufferedImage(161, 97, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, 160, 96, Color.BLUE));
        graphics.fillRect(0, 0, 161, 97);
        graphics.setColor(Color.GREEN);
        graphics.fillOval(30, 20, 60, 50);
        graphics.dispose();
        Random random = new Random(4);
        for (int i = 0; i < 3000; i++) {
            picture.setRGB(random.nextInt(161), random.nextInt(97), random.nextInt(1 << 24));
        }
        Path file = folder.resolve("picture." + format);
        assertThat(ImageIO.write(picture, format, file.toFile())).isTrue();
        return file;
    }
}
