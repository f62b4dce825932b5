package io.vedette.trainer.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.runtime.engine.Engine;
import io.vedette.runtime.engine.EngineOptions;
import io.vedette.runtime.engine.TfliteEngine;
import io.vedette.runtime.image.ElementType;
import io.vedette.trainer.CifarFolder;
import io.vedette.trainer.SharedData;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.interpreter.Interpreter;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Networks that others trained and converted, on the pictures they are for. */
class ImportedModelsTest {
    private static final double TOLERANCE = 1e-4;
    private static final int CALIBRATION_PICTURES = 67;

    @Test
    void read_resNetInFloats_reproducesItsLogits() throws IOException {
        byte[] file = Files.readAllBytes(SharedData.require("models/resnet8_cifar10_float.tflite"));
        List<BufferedImage> pictures = cifar();

        Graph graph = TfliteReader.read(file);

        assertThat(graph.classes()).isEqualTo(10);
        assertThat(graph.shapeOf(graph.embedding())).isEqualTo(Shape.of(64));
        assertThat(pictures).hasSize(10);
        try (TfliteEngine original = OriginalFile.open(file);
                TfliteEngine ours = open(TfliteWriter.write(graph))) {
            for (BufferedImage picture : pictures) {
                feed(original, picture, pixel -> pixel);
                feed(ours, picture, pixel -> pixel);
                double[] interpreted = Objects.requireNonNull(
                        Interpreter.run(graph, channelsFirst(picture)).get(graph.logits()));
                for (int i = 0; i < 10; i++) {
                    assertThat(ours.logits()[i]).isCloseTo(original.logits()[i], Offset.offset((float) TOLERANCE));
                    assertThat(interpreted[i]).isCloseTo(original.logits()[i], Offset.offset(TOLERANCE));
                }
            }
        }
    }

    @Test
    void read_resNetInIntegers_isCloseToItsTwinInFloats() throws IOException {
        Graph integers = TfliteReader.read(SharedData.require("models/resnet8_cifar10_int8.tflite"));
        Graph floats = TfliteReader.read(SharedData.require("models/resnet8_cifar10_float.tflite"));

        int agreeing = 0;
        for (BufferedImage picture : cifar()) {
            float[] input = channelsFirst(picture);
            agreeing += best(Interpreter.run(integers, input).get(integers.logits()))
                            == best(Interpreter.run(floats, input).get(floats.logits()))
                    ? 1
                    : 0;
        }

        assertThat(agreeing).isGreaterThanOrEqualTo(9);
    }

    @Test
    void read_mobileNetsInIntegers_classifyPicturesAsBefore() throws IOException {
        assertAgrees("models/mobilenet_v1_0.25_128_quant.tflite", 0, 20, 16);
        assertAgrees("models/tf2_mobilenet_v2_1.0_224_ptq.tflite", 0, 10, 9);
    }

    @Test
    @Tag("long")
    void read_mobileNetV2InIntegers_agreesOnAHundredPictures() throws IOException {
        assertAgrees("models/tf2_mobilenet_v2_1.0_224_ptq.tflite", CALIBRATION_PICTURES, 100, 95);
    }

    /** Runs the file as it is and its import in floats on pictures by name, and compares their answers and the truth. */
    private static void assertAgrees(String name, int first, int count, int expected) throws IOException {
        byte[] file = Files.readAllBytes(SharedData.require(name));
        TfliteNetwork network = TfliteReader.readNetwork(file);
        QuantizationParameters pixels = network.input().quantization().orElseThrow();
        Shape shape = network.graph().input();
        List<String> index = Files.readAllLines(SharedData.require("imagenet-sample/index.tsv"));
        int agreeing = 0;
        int right = 0;
        int originallyRight = 0;
        try (TfliteEngine original = OriginalFile.open(file);
                TfliteEngine ours = open(TfliteWriter.write(network.graph()))) {
            assertThat(original.input().elementType()).isEqualTo(ElementType.UINT8);
            for (String line : index.subList(1 + first, 1 + first + count)) {
                String[] columns = line.split("\t", -1);
                Path path = SharedData.require("imagenet-sample/" + columns[0]);
                BufferedImage picture = scaled(ImageIO.read(path.toFile()), shape.width());
                feed(original, picture, pixel -> pixel);
                feed(ours, picture, pixel -> (pixel - pixels.zeroPoint()) * pixels.scale());
                // The first class of these networks is the background.
                int truth = Integer.parseInt(columns[1]) + 1;
                int answer = best(ours.logits());
                agreeing += answer == best(original.logits()) ? 1 : 0;
                right += answer == truth ? 1 : 0;
                originallyRight += best(original.logits()) == truth ? 1 : 0;
            }
        }
        assertThat(network.graph().classes()).isEqualTo(1001);
        assertThat(network.graph().nodes()).anyMatch(node -> node.operator() instanceof Convolution);
        assertThat(agreeing)
                .as("agreement of %s; right: %d, originally %d of %d", name, right, originallyRight, count)
                .isGreaterThanOrEqualTo(expected);
        assertThat(right).isGreaterThanOrEqualTo(originallyRight - count / 10);
    }

    private static TfliteEngine open(byte[] file) {
        return TfliteEngine.open("test", ByteBuffer.wrap(file), EngineOptions.SINGLE_THREAD);
    }

    private interface Preprocessing {
        float apply(int pixel);
    }

    private static void feed(Engine engine, BufferedImage picture, Preprocessing preprocessing) {
        ByteBuffer buffer = engine.inputBuffer();
        boolean isBytes = engine.input().elementType() == ElementType.UINT8;
        int position = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                for (int shift = 16; shift >= 0; shift -= 8) {
                    float number = preprocessing.apply((picture.getRGB(x, y) >> shift) & 0xff);
                    if (isBytes) {
                        buffer.put(position++, (byte) (int) number);
                    } else {
                        buffer.putFloat(Float.BYTES * position++, number);
                    }
                }
            }
        }
        engine.run();
    }

    private static float[] channelsFirst(BufferedImage picture) {
        int area = picture.getWidth() * picture.getHeight();
        float[] numbers = new float[3 * area];
        for (int i = 0; i < area; i++) {
            int rgb = picture.getRGB(i % picture.getWidth(), i / picture.getWidth());
            for (int channel = 0; channel < 3; channel++) {
                numbers[channel * area + i] = (rgb >> (16 - 8 * channel)) & 0xff;
            }
        }
        return numbers;
    }

    /** The largest square in the middle, scaled; halved first, so that no pixel is passed over. */
    private static BufferedImage scaled(BufferedImage picture, int size) {
        int edge = Math.min(picture.getWidth(), picture.getHeight());
        BufferedImage square =
                picture.getSubimage((picture.getWidth() - edge) / 2, (picture.getHeight() - edge) / 2, edge, edge);
        while (square.getWidth() >= 2 * size) {
            square = drawn(square, square.getWidth() / 2);
        }
        return drawn(square, size);
    }

    private static BufferedImage drawn(BufferedImage picture, int size) {
        BufferedImage scaled = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, 0, 0, size, size, null);
        graphics.dispose();
        return scaled;
    }

    private static int best(double[] scores) {
        return IntStream.range(0, scores.length).reduce(0, (a, b) -> scores[b] > scores[a] ? b : a);
    }

    private static int best(float[] scores) {
        return IntStream.range(0, scores.length).reduce(0, (a, b) -> scores[b] > scores[a] ? b : a);
    }

    /** The first test picture of each class. */
    private static List<BufferedImage> cifar() throws IOException {
        List<BufferedImage> pictures = new ArrayList<>();
        CifarFolder.read(
                picture -> !picture.isTrain() && picture.number() == 0,
                (picture, jpeg) -> pictures.add(ImageIO.read(new ByteArrayInputStream(jpeg))));
        return pictures;
    }
}
