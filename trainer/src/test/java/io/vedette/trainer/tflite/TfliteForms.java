package io.vedette.trainer.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.flatbuffers.FlatBufferBuilder;
import io.vedette.runtime.engine.EngineOptions;
import io.vedette.runtime.engine.TfliteEngine;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.Window;
import io.vedette.trainer.interpreter.Interpreter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.assertj.core.data.Offset;
import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;
import org.tensorflow.lite.schema.DequantizeOptionsT;
import org.tensorflow.lite.schema.DivOptionsT;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.ModelT;
import org.tensorflow.lite.schema.MulOptionsT;
import org.tensorflow.lite.schema.PackOptionsT;
import org.tensorflow.lite.schema.Padding;
import org.tensorflow.lite.schema.ReducerOptionsT;
import org.tensorflow.lite.schema.ShapeOptionsT;
import org.tensorflow.lite.schema.StridedSliceOptionsT;
import org.tensorflow.lite.schema.SubGraphT;
import org.tensorflow.lite.schema.SubOptionsT;
import org.tensorflow.lite.schema.TensorType;

/** Files as other converters write them, each with input {@code input} and output {@code logits}, and files that must be refused. */
final class TfliteForms {
    private static final byte NONE = ActivationFunctionType.NONE;
    private static final Window POINT = Window.square(1, 1, io.vedette.trainer.graph.operator.Padding.NONE);
    private static final Window AREA = Window.square(3, 2, io.vedette.trainer.graph.operator.Padding.NONE);

    private static final Map<String, UnaryOperator<FileSketch>> FORMS = forms();
    private static final Map<String, String> REFUSALS = Map.ofEntries(
            Map.entry("unknown operator", "no graph has such an operator"),
            Map.entry("custom operator", "no graph has such an operator"),
            Map.entry("newer operator", "its version is 99"),
            Map.entry("newer format", "version 4"),
            Map.entry("two subgraphs", "2 subgraphs"),
            Map.entry("dynamic shape", "not known before a picture comes"),
            Map.entry("dynamic signature", "not known before a picture comes"),
            Map.entry("batch of two", "[2, 4, 4, 3]"),
            Map.entry("read before made", "which no operator before it makes"),
            Map.entry("made twice", "exists already"),
            Map.entry("not a number", "not a finite number"),
            Map.entry("integers without scale", "without a scale"),
            Map.entry("too large", "more than 268435456 numbers"),
            Map.entry("weights cut off", "of content but has"),
            Map.entry("other activation", "TANH"),
            Map.entry("other shape", "in the file but comes to"),
            Map.entry("channels padded", "height and width"),
            Map.entry("padded with one", "pads with 1.0"),
            Map.entry("outputs without names", "one must be named logits"),
            Map.entry("buffer behind the end", "behind its own end"),
            Map.entry("other format", "is none"),
            Map.entry("nothing", "is none"));

    private TfliteForms() {}

    static Collection<String> names() {
        return FORMS.keySet();
    }

    static byte[] file(String form) {
        return sketch(form).toBytes("input", "logits");
    }

    private static FileSketch sketch(String form) {
        return Objects.requireNonNull(FORMS.get(form), form).apply(new FileSketch());
    }

    /** Compares a network that was read from a form with what the runtime answers to the form. */
    static void assertComputesAsRuntime(String form, TfliteNetwork network, double tolerance) {
        Random random = new Random(71);
        byte[] file = sketch(form).toRunnable("input", "logits");
        Graph graph = network.graph();
        try (TfliteEngine engine = TfliteEngine.open(form, ByteBuffer.wrap(file), EngineOptions.SINGLE_THREAD)) {
            float[] picture = new float[graph.input().elements()];
            for (int i = 0; i < picture.length; i++) {
                picture[i] = (float) random.nextGaussian();
            }
            io.vedette.trainer.graph.Pictures.run(engine, graph.input(), picture);
            double[] found =
                    Objects.requireNonNull(Interpreter.run(graph, picture).get(graph.logits()));
            float[] expected = engine.logits();
            assertThat(found).hasSize(expected.length);
            for (int i = 0; i < expected.length; i++) {
                assertThat(found[i]).isCloseTo(expected[i], Offset.offset(tolerance));
            }
        }
    }

    private static Map<String, UnaryOperator<FileSketch>> forms() {
        Map<String, UnaryOperator<FileSketch>> forms = new LinkedHashMap<>();
        forms.put("flattened", file -> {
            file.computed("input", 1, 3, 2, 3).computed("flat", 1, 18).integers("target", -1, 18);
            file.operator(BuiltinOperator.RESHAPE, Options.reshape(new int[] {-1, 18}), "flat", "input", "target");
            return classified(file, "flat", 18);
        });
        forms.put("activated after flattening", file -> {
            file.computed("input", 1, 3, 2, 3).computed("flat", 1, 18).computed("clamped", 1, 18);
            file.integers("target", 1, 18);
            file.operator(BuiltinOperator.RESHAPE, Options.reshape(new int[] {1, 18}), "flat", "input", "target");
            file.operator(BuiltinOperator.RELU, Options.none(), "clamped", "flat");
            return classified(file, "clamped", 18);
        });
        forms.put("turned, then flattened", file -> {
            file.computed("input", 1, 3, 2, 3).computed("turned", 1, 2, 3, 3).computed("flat", 1, 18);
            file.integers("order", 0, 2, 1, 3).integers("target", 1, 18);
            file.operator(BuiltinOperator.TRANSPOSE, Options.transpose(), "turned", "input", "order");
            file.operator(BuiltinOperator.RESHAPE, Options.reshape(new int[] {1, 18}), "flat", "turned", "target");
            return classified(file, "flat", 18);
        });
        forms.put("map of another map", file -> {
            file.computed("input", 1, 4, 4, 3).computed("split", 1, 2, 12, 2).integers("target", 1, 2, 12, 2);
            int[] target = {1, 2, 12, 2};
            file.operator(BuiltinOperator.RESHAPE, Options.reshape(target), "split", "input", "target");
            convolved(file, "split", "map", 2, 12, 2, 5);
            return averaged(file, "map", 5);
        });
        forms.put("channels first", file -> {
            file.computed("input", 1, 3, 4, 5).computed("turned", 1, 4, 5, 3).integers("order", 0, 2, 3, 1);
            file.operator(BuiltinOperator.TRANSPOSE, Options.transpose(), "turned", "input", "order");
            convolved(file, "turned", "map", 4, 5, 3, 6);
            file.computed("back", 1, 6, 4, 5).integers("back order", 0, 3, 1, 2).computed("pool", 1, 6);
            file.operator(BuiltinOperator.TRANSPOSE, Options.transpose(), "back", "map", "back order");
            file.integers("axes", 2, 3).operator(BuiltinOperator.MEAN, mean(false), "pool", "back", "axes");
            return classified(file, "pool", 6);
        });
        forms.put("squeezed and excited", file -> {
            file.computed("input", 1, 4, 4, 3).computed("pool", 1, 1, 1, 3).integers("axes", 1, 2);
            file.operator(BuiltinOperator.MEAN, mean(true), "pool", "input", "axes");
            file.weights("gate weights", 3, 3).weights("gate bias", 3).computed("gate", 1, 3);
            file.operator(
                    BuiltinOperator.FULLY_CONNECTED,
                    Options.fullyConnected(NONE),
                    "gate",
                    "pool",
                    "gate weights",
                    "gate bias");
            file.computed("share", 1, 3).operator(BuiltinOperator.LOGISTIC, Options.none(), "share", "gate");
            file.computed("spread", 1, 1, 1, 3).integers("target", 1, 1, 1, 3).computed("excited", 1, 4, 4, 3);
            int[] target = {1, 1, 1, 3};
            file.operator(BuiltinOperator.RESHAPE, Options.reshape(target), "spread", "share", "target");
            file.operator(BuiltinOperator.MUL, Options.multiply(), "excited", "spread", "input");
            convolved(file, "excited", "map", 4, 4, 3, 5);
            return averaged(file, "map", 5);
        });
        forms.put("padded", file -> {
            file.computed("input", 1, 5, 4, 3).computed("padded", 1, 8, 6, 3).computed("map", 1, 3, 2, 4);
            file.integers("sizes", new int[] {4, 2}, 0, 0, 1, 2, 1, 1, 0, 0);
            file.operator(BuiltinOperator.PAD, Options.pad(), "padded", "input", "sizes");
            file.weights("kernel", 4, 3, 3, 3).weights("shift", 4);
            file.operator(
                    BuiltinOperator.CONV_2D,
                    Options.convolution(AREA, Padding.VALID, ActivationFunctionType.RELU),
                    "map",
                    "padded",
                    "kernel",
                    "shift");
            return averaged(file, "map", 4);
        });
        forms.put("padded for two", file -> {
            file.computed("input", 1, 5, 4, 3).computed("padded", 1, 8, 6, 3);
            file.integers("sizes", new int[] {4, 2}, 0, 0, 1, 2, 1, 1, 0, 0);
            file.operator(BuiltinOperator.PAD, Options.pad(), "padded", "input", "sizes");
            convolved(file, "padded", "map", 8, 6, 3, 3);
            file.computed("sum", 1, 8, 6, 3).computed("pooled", 1, 8, 6, 3);
            Window window = Window.square(3, 1, io.vedette.trainer.graph.operator.Padding.NONE);
            file.operator(BuiltinOperator.AVERAGE_POOL_2D, Options.pool(window, Padding.SAME), "pooled", "padded");
            file.operator(BuiltinOperator.ADD, Options.add(ActivationFunctionType.RELU6), "sum", "map", "pooled");
            return averaged(file, "sum", 3);
        });
        forms.put("sums and products with constants", file -> {
            file.computed("input", 1, 4, 4, 3);
            for (String name : new String[] {"less", "divided", "more", "reversed", "scaled"}) {
                file.computed(name, 1, 4, 4, 3);
            }
            file.weights("mean", 3).floats("deviation", new float[] {4}).weights("shift", 1, 1, 1, 3);
            file.floats("two", new float[] {2}, 1).weights("factors", 1, 1, 3);
            file.operator(
                    BuiltinOperator.SUB,
                    options(BuiltinOptions.SubOptions, new SubOptionsT()),
                    "less",
                    "input",
                    "mean");
            file.operator(
                    BuiltinOperator.DIV,
                    options(BuiltinOptions.DivOptions, new DivOptionsT()),
                    "divided",
                    "less",
                    "deviation");
            file.operator(BuiltinOperator.ADD, Options.add(ActivationFunctionType.RELU), "more", "shift", "divided");
            file.operator(
                    BuiltinOperator.SUB,
                    options(BuiltinOptions.SubOptions, new SubOptionsT()),
                    "reversed",
                    "two",
                    "more");
            MulOptionsT clamped = new MulOptionsT();
            clamped.setFusedActivationFunction(ActivationFunctionType.RELU6);
            file.operator(
                    BuiltinOperator.MUL, options(BuiltinOptions.MulOptions, clamped), "scaled", "reversed", "factors");
            return averaged(file, "scaled", 3);
        });
        forms.put("bias by itself", file -> {
            file.computed("input", 1, 4, 4, 3).computed("pool", 1, 3).integers("axes", -2, 1);
            file.operator(BuiltinOperator.MEAN, mean(false), "pool", "input", "axes");
            file.weights("matrix", 5, 3)
                    .computed("product", 1, 5)
                    .weights("shift", 5)
                    .computed("logits", 1, 5);
            file.operator(BuiltinOperator.FULLY_CONNECTED, Options.fullyConnected(NONE), "product", "pool", "matrix");
            return file.operator(BuiltinOperator.ADD, Options.add(NONE), "logits", "product", "shift");
        });
        forms.put("hard swish in four", file -> {
            file.computed("input", 1, 4, 4, 3).computed("sum", 1, 4, 4, 3).computed("product", 1, 4, 4, 3);
            file.computed("map", 1, 4, 4, 3).floats("three", new float[] {3}).floats("sixth", new float[] {1 / 6f});
            file.operator(BuiltinOperator.ADD, Options.add(ActivationFunctionType.RELU6), "sum", "input", "three");
            file.operator(BuiltinOperator.MUL, Options.multiply(), "product", "input", "sum");
            file.operator(BuiltinOperator.MUL, Options.multiply(), "map", "product", "sixth");
            return averaged(file, "map", 3);
        });
        forms.put("weights of sixteen bits", file -> {
            file.computed("input", 1, 3, 2, 3);
            ByteBuffer content = ByteBuffer.allocate(4 * 18 * 2).order(ByteOrder.LITTLE_ENDIAN);
            // 1, −2, 0.333, 50, the smallest, and the largest below the normal ones.
            short[] halves = {0x3c00, (short) 0xc000, 0x3555, 0x5240, 0x0001, 0x03ff, (short) 0xb800};
            for (int i = 0; i < 4 * 18; i++) {
                content.putShort(halves[i % halves.length]);
            }
            file.constant("half", TensorType.FLOAT16, content, 4, 18).computed("whole", 4, 18);
            file.operator(
                    BuiltinOperator.DEQUANTIZE,
                    3,
                    options(BuiltinOptions.DequantizeOptions, new DequantizeOptionsT()),
                    "whole",
                    "half");
            file.computed("logits", 1, 4).computed("flat", 1, 18).integers("target", 1, 18);
            file.operator(BuiltinOperator.RESHAPE, Options.reshape(new int[] {1, 18}), "flat", "input", "target");
            return file.operator(
                    BuiltinOperator.FULLY_CONNECTED, Options.fullyConnected(NONE), "logits", "flat", "whole");
        });
        forms.put("shape computed", file -> {
            ShapeOptionsT sizes = new ShapeOptionsT();
            sizes.setOutType(TensorType.INT32);
            file.computed("input", 1, 3, 2, 3)
                    .typed("sizes", TensorType.INT32, 4)
                    .typed("batch", TensorType.INT32);
            file.typed("target", TensorType.INT32, 2).computed("flat", 1, 18).integers("18", new int[0], 18);
            file.integers("0", 0).integers("1", 1);
            file.operator(BuiltinOperator.SHAPE, options(BuiltinOptions.ShapeOptions, sizes), "sizes", "input");
            StridedSliceOptionsT first = new StridedSliceOptionsT();
            first.setShrinkAxisMask(1);
            file.operator(
                    BuiltinOperator.STRIDED_SLICE,
                    options(BuiltinOptions.StridedSliceOptions, first),
                    "batch",
                    "sizes",
                    "0",
                    "1",
                    "1");
            PackOptionsT both = new PackOptionsT();
            both.setValuesCount(2);
            file.operator(BuiltinOperator.PACK, options(BuiltinOptions.PackOptions, both), "target", "batch", "18");
            file.operator(BuiltinOperator.RESHAPE, Options.none(), "flat", "input", "target");
            return classified(file, "flat", 18);
        });
        forms.put("joined vectors", file -> {
            file.computed("input", 1, 3, 2, 3).computed("map", 1, 3, 2, 2);
            convolved(file, "input", "map", 3, 2, 3, 2);
            file.computed("first", 1, 18).computed("second", 1, 12).computed("both", 1, 30);
            file.integers("18", 1, 18).integers("12", 1, 12);
            file.operator(BuiltinOperator.RESHAPE, Options.reshape(new int[] {1, 18}), "first", "input", "18");
            file.operator(BuiltinOperator.RESHAPE, Options.reshape(new int[] {1, 12}), "second", "map", "12");
            file.operator(BuiltinOperator.CONCATENATION, Options.concatenation(-1), "both", "first", "second");
            return classified(file, "both", 30);
        });
        forms.put("pointwise classifier", file -> {
            file.computed("input", 1, 4, 4, 3).computed("pool", 1, 1, 1, 3).integers("axes", 1, 2);
            file.operator(BuiltinOperator.MEAN, mean(true), "pool", "input", "axes");
            convolved(file, "pool", "scores", 1, 1, 3, 4);
            file.computed("logits", 1, 4).integers("target", 1, 4);
            return file.operator(
                    BuiltinOperator.RESHAPE, Options.reshape(new int[] {1, 4}), "logits", "scores", "target");
        });
        return forms;
    }

    /** Unsigned bytes throughout, as before there was int8; biases have no scale of their own. */
    static byte[] bytes() {
        FileSketch file = new FileSketch();
        file.bytes("input", 1 / 128f, 128, 1, 3, 2, 3)
                .bytes("flat", 1 / 128f, 128, 1, 18)
                .integers("target", 1, 18);
        file.operator(BuiltinOperator.RESHAPE, Options.reshape(new int[] {1, 18}), "flat", "input", "target");
        file.byteWeights("matrix", 0.01f, 120, 4, 18).integers("bias", 1000, -500, 0, 7);
        file.bytes("logits", 0.05f, 100, 1, 4);
        file.operator(
                BuiltinOperator.FULLY_CONNECTED, Options.fullyConnected(NONE), "logits", "flat", "matrix", "bias");
        return file.toBytes("input", "logits");
    }

    private static FileSketch classified(FileSketch file, String input, int inputs) {
        file.weights("matrix", 4, inputs).weights("shifts", 4).computed("logits", 1, 4);
        return file.operator(
                BuiltinOperator.FULLY_CONNECTED, Options.fullyConnected(NONE), "logits", input, "matrix", "shifts");
    }

    private static FileSketch averaged(FileSketch file, String map, int channels) {
        file.computed("average", 1, channels).integers("area", 1, 2);
        file.operator(BuiltinOperator.MEAN, mean(false), "average", map, "area");
        return classified(file, "average", channels);
    }

    private static void convolved(
            FileSketch file, String input, String output, int height, int width, int channels, int outputs) {
        file.weights(output + " kernel", outputs, 1, 1, channels).weights(output + " shift", outputs);
        file.computed(output, 1, height, width, outputs);
        BuiltinOptionsUnion options = Options.convolution(POINT, Padding.SAME, NONE);
        file.operator(BuiltinOperator.CONV_2D, options, output, input, output + " kernel", output + " shift");
    }

    private static BuiltinOptionsUnion mean(boolean keepsAxes) {
        ReducerOptionsT options = new ReducerOptionsT();
        options.setKeepDims(keepsAxes);
        return options(BuiltinOptions.ReducerOptions, options);
    }

    private static BuiltinOptionsUnion options(byte type, Object value) {
        BuiltinOptionsUnion union = new BuiltinOptionsUnion();
        union.setType(type);
        union.setValue(value);
        return union;
    }

    /** What must be refused, with a part of the reason. */
    static Map<String, String> refusals() {
        return REFUSALS;
    }

    static byte[] refusal(String name) {
        FileSketch file = new FileSketch();
        return switch (name) {
            case "unknown operator" -> {
                file.computed("input", 1, 4, 4, 3)
                        .computed("before", 1, 4, 4, 3)
                        .computed("curved", 1, 4, 4, 3);
                file.operator(BuiltinOperator.RELU, Options.none(), "before", "input");
                file.operator(BuiltinOperator.TANH, Options.none(), "curved", "before");
                yield averaged(file, "curved", 3).toBytes("input", "logits");
            }
            case "custom operator" -> {
                file.computed("input", 1, 4, 4, 3).computed("own", 1, 4, 4, 3);
                file.operator(BuiltinOperator.CUSTOM, Options.none(), "own", "input");
                yield averaged(file, "own", 3).toBytes("input", "logits");
            }
            case "newer operator" -> {
                file.computed("input", 1, 4, 4, 3).computed("clamped", 1, 4, 4, 3);
                file.operator(BuiltinOperator.RELU, 99, Options.none(), "clamped", "input");
                yield averaged(file, "clamped", 3).toBytes("input", "logits");
            }
            case "newer format" -> changed(model -> model.setVersion(4));
            case "two subgraphs" ->
                changed(model ->
                        model.setSubgraphs(new SubGraphT[] {model.getSubgraphs()[0], model.getSubgraphs()[0]}));
            case "dynamic shape" ->
                changed(model -> model.getSubgraphs()[0].getTensors()[0].setShape(new int[] {1, -1, 7, 3}));
            case "dynamic signature" ->
                changed(model -> model.getSubgraphs()[0].getTensors()[0].setShapeSignature(new int[] {-1, 9, -1, 3}));
            case "batch of two" ->
                averaged(file.computed("input", 2, 4, 4, 3), "input", 3).toBytes("input", "logits");
            case "read before made" -> {
                file.computed("input", 1, 4, 4, 3).computed("a", 1, 4, 4, 3).computed("b", 1, 4, 4, 3);
                file.operator(BuiltinOperator.ADD, Options.add(NONE), "a", "input", "b");
                file.operator(BuiltinOperator.RELU, Options.none(), "b", "a");
                yield averaged(file, "b", 3).toBytes("input", "logits");
            }
            case "made twice" -> {
                file.computed("input", 1, 4, 4, 3).computed("a", 1, 4, 4, 3);
                file.operator(BuiltinOperator.RELU, Options.none(), "a", "input");
                file.operator(BuiltinOperator.RELU6, Options.none(), "a", "input");
                yield averaged(file, "a", 3).toBytes("input", "logits");
            }
            case "not a number" -> {
                file.computed("input", 1, 1, 1, 3).computed("logits", 1, 1);
                file.floats("matrix", new float[] {1, Float.NaN, 3}, 1, 3);
                file.operator(
                        BuiltinOperator.FULLY_CONNECTED, Options.fullyConnected(NONE), "logits", "input", "matrix");
                yield file.toBytes("input", "logits");
            }
            case "integers without scale", "weights cut off" -> {
                boolean isWhole = name.equals("integers without scale");
                file.computed("input", 1, 1, 1, 3).computed("logits", 1, 1);
                file.constant("matrix", TensorType.INT8, ByteBuffer.allocate(isWhole ? 3 : 2), 1, 3);
                file.operator(
                        BuiltinOperator.FULLY_CONNECTED, Options.fullyConnected(NONE), "logits", "input", "matrix");
                yield file.toBytes("input", "logits");
            }
            case "too large" ->
                averaged(file.computed("input", 1, 20000, 20000, 3), "input", 3).toBytes("input", "logits");
            case "other activation" -> {
                file.computed("input", 1, 1, 1, 3).computed("logits", 1, 1).weights("matrix", 1, 3);
                BuiltinOptionsUnion options = Options.fullyConnected(ActivationFunctionType.TANH);
                file.operator(BuiltinOperator.FULLY_CONNECTED, options, "logits", "input", "matrix");
                yield file.toBytes("input", "logits");
            }
            case "other shape" -> {
                file.computed("input", 1, 4, 4, 3);
                file.weights("map kernel", 5, 1, 1, 3).computed("map", 1, 4, 3, 5);
                file.operator(
                        BuiltinOperator.CONV_2D,
                        Options.convolution(POINT, Padding.SAME, NONE),
                        "map",
                        "input",
                        "map kernel");
                yield averaged(file, "map", 5).toBytes("input", "logits");
            }
            case "channels padded", "padded with one" -> {
                boolean isChannels = name.equals("channels padded");
                int more = isChannels ? 1 : 0;
                file.computed("input", 1, 4, 4, 3).computed("padded", 1, 5 - more, 4, 3 + more);
                file.integers("sizes", new int[] {4, 2}, 0, 0, 0, 1 - more, 0, 0, 0, more);
                file.floats("one", new float[] {1}, 1);
                file.operator(BuiltinOperator.PADV2, Options.padWith(), "padded", "input", "sizes", "one");
                yield averaged(file, "padded", 3 + more).toBytes("input", "logits");
            }
            case "outputs without names" -> {
                file.computed("input", 1, 4, 4, 3);
                averaged(file, "input", 3).computed("other", 1, 4);
                yield file.operator(BuiltinOperator.RELU, Options.none(), "other", "logits")
                        .toBytes("input", "other", "average");
            }
            case "buffer behind the end" -> withBufferBehindTheEnd();
            case "other format" -> new byte[] {8, 7, 18, 7, 'p', 'y', 't', 'o', 'r', 'c', 'h'};
            case "nothing" -> new byte[0];
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static byte[] changed(Consumer<ModelT> change) {
        byte[] file = TfliteWriter.write(OperatorSamples.graph(Linear.class, 41));
        ModelT model = Model.getRootAsModel(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN))
                .unpack();
        change.accept(model);
        FlatBufferBuilder builder = new FlatBufferBuilder();
        builder.finish(Model.pack(builder, model), "TFL3");
        return builder.sizedByteArray();
    }

    private static byte[] withBufferBehindTheEnd() {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        // The generated classes are older than these fields: offset and size.
        builder.startTable(3);
        builder.addLong(1, 4096, 0);
        builder.addLong(2, 64, 0);
        int buffers = Model.createBuffersVector(builder, new int[] {builder.endTable()});
        SubGraphT graph = new SubGraphT();
        int graphs = Model.createSubgraphsVector(
                builder, new int[] {org.tensorflow.lite.schema.SubGraph.pack(builder, graph)});
        Model.startModel(builder);
        Model.addVersion(builder, 3);
        Model.addSubgraphs(builder, graphs);
        Model.addBuffers(builder, buffers);
        builder.finish(Model.endModel(builder), "TFL3");
        return builder.sizedByteArray();
    }
}
