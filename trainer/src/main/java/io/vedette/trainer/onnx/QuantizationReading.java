package io.vedette.trainer.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.vedette.trainer.graph.TensorStorage;
import io.vedette.trainer.graph.operator.Activation;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Relu6;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

/**
 * Reads pairs of QuantizeLinear and DequantizeLinear, which a graph in floats has not: constants become the real numbers that they stand for,
 * around values the pairs vanish.
 *
 * <p>One thing that a pair does is no rounding. Where zero is its lowest integer it ends what is negative, and writers leave out the ReLU, or
 * the ReLU6 where the highest integer is six: it is put back.
 */
final class QuantizationReading {
    private static final float SIX = 6;

    private QuantizationReading() {}

    static Map<String, NodeReading> readings() {
        Map<String, NodeReading> readings = new HashMap<>();
        readings.put("QuantizeLinear", QuantizationReading::quantize);
        readings.put("DequantizeLinear", QuantizationReading::dequantize);
        return readings;
    }

    private static OnnxValue quantize(OnnxNode node, GraphAssembly assembly) {
        node.ignore("saturate");
        int type = node.findConstant(2)
                .map(OnnxConstant::type)
                .orElseGet(() -> Math.toIntExact(node.integer("output_dtype", 0)));
        node.ignore("output_dtype");
        type = type == DataType.UNDEFINED_VALUE ? DataType.UINT8_VALUE : type;
        long lowest = lowest(node, type);
        long highest = highest(node, type);
        if (node.input(0) instanceof OnnxConstant constant) {
            Steps steps = steps(node, constant.dimensions());
            return constant.derived(constant.dimensions(), type, i -> {
                double rounded = Math.rint(constant.at(i) / steps.scale(i)) + steps.zeroPoint(i);
                return Math.max((double) lowest, Math.min((double) highest, rounded));
            });
        }
        GraphValue value = node.real(0);
        node.ignore("axis");
        requireWhole(node);
        IntegerStep step = oneStep(node, type);
        Optional<Activation> clamp = clamp(step, lowest, highest)
                .filter(operator -> !value.isInterleaved() && !assembly.isNeverNegative(value.name()));
        GraphValue real = clamp.map(operator ->
                        GraphValue.made(assembly.add(node.output(), operator, value.name()), value.dimensions()))
                .orElse(value);
        assembly.storage().value(real.name(), step.toStorage());
        return real.withIntegers(Optional.of(step));
    }

    private static OnnxValue dequantize(OnnxNode node, GraphAssembly assembly) {
        if (node.input(0) instanceof OnnxConstant constant) {
            lowest(node, constant.type());
            Steps steps = steps(node, constant.dimensions());
            return constant.derived(
                            constant.dimensions(),
                            DataType.FLOAT_VALUE,
                            i -> (float) ((long) constant.at(i) - steps.zeroPoint(i)) * steps.scale(i))
                    .withStorage(Optional.of(() -> storage(node, constant.type())));
        }
        GraphValue value = node.moving(0);
        node.ignore("axis");
        requireWhole(node);
        IntegerStep made = value.integers().orElseThrow(() -> node.fault("dequantizes what was never quantized"));
        IntegerStep read = oneStep(node, made.type());
        if (!read.equals(made)) {
            throw node.fault("dequantizes by scale " + read.scale() + " and zero point " + read.zeroPoint()
                    + " what was quantized by " + made.scale() + " and " + made.zeroPoint());
        }
        return value.withIntegers(Optional.empty());
    }

    /** How a constant is stored, of which the scales are known to fit. */
    private static TensorStorage storage(OnnxNode node, int type) {
        OnnxConstant scales = node.constant(1);
        Optional<OnnxConstant> zeroPoints = node.findConstant(2);
        float[] steps = new float[scales.elements()];
        int[] points = new int[steps.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = (float) scales.at(i);
            int channel = i;
            points[i] = zeroPoints.map(constant -> (int) constant.at(channel)).orElse(0);
        }
        return TensorStorage.of(IntegerStep.integerType(type), steps, points);
    }

    private static Optional<Activation> clamp(IntegerStep step, long lowest, long highest) {
        if (step.zeroPoint() != lowest) {
            return Optional.empty();
        }
        double end = (highest - step.zeroPoint()) * (double) step.scale();
        return Optional.of(Math.abs(end - SIX) <= step.scale() / 2 ? new Relu6() : new Relu());
    }

    private static long lowest(OnnxNode node, int type) {
        return switch (type) {
            case DataType.UINT8_VALUE, DataType.UINT16_VALUE -> 0;
            case DataType.INT8_VALUE -> Byte.MIN_VALUE;
            case DataType.INT16_VALUE -> Short.MIN_VALUE;
            case DataType.INT32_VALUE -> Integer.MIN_VALUE;
            default ->
                throw node.fault("has integers of type " + OnnxConstant.typeName(type)
                        + " but those of 8, 16 and 32 bits are read");
        };
    }

    private static long highest(OnnxNode node, int type) {
        return switch (type) {
            case DataType.UINT8_VALUE -> 255;
            case DataType.UINT16_VALUE -> 65_535;
            default -> -1 - lowest(node, type);
        };
    }

    private static void requireWhole(OnnxNode node) {
        if (node.integer("block_size", 0) != 0) {
            throw node.fault("has scales per block but only one per tensor or channel is read");
        }
    }

    private static IntegerStep oneStep(OnnxNode node, int type) {
        float scale = (float) node.constant(1).sameNumber();
        if (!(scale > 0) || !Float.isFinite(scale)) {
            throw node.fault("has scale " + scale + " but a scale must be positive");
        }
        int zeroPoint =
                node.findConstant(2).map(OnnxConstant::sameNumber).orElse(0.0).intValue();
        return new IntegerStep(scale, zeroPoint, type);
    }

    /** Scales and zero points by position in the tensor. */
    private record Steps(IntToDoubleFunction scales, IntToDoubleFunction zeroPoints, IntUnaryOperator channel) {
        float scale(int index) {
            return (float) scales.applyAsDouble(channel.applyAsInt(index));
        }

        int zeroPoint(int index) {
            return (int) zeroPoints.applyAsDouble(channel.applyAsInt(index));
        }
    }

    private static Steps steps(OnnxNode node, List<Integer> dimensions) {
        requireWhole(node);
        OnnxConstant scales = node.constant(1);
        Optional<OnnxConstant> zeroPoints = node.findConstant(2);
        long axis = node.integer("axis", 1);
        if (zeroPoints.filter(points -> points.elements() != scales.elements()).isPresent()) {
            throw node.fault("has " + scales.elements() + " scales but another number of zero points");
        }
        IntToDoubleFunction points = zeroPoints.map(OnnxConstant::numbers).orElse(i -> 0);
        if (scales.isScalar()) {
            return new Steps(scales.numbers(), points, i -> 0);
        }
        int channelAxis = node.axis(axis, dimensions.size());
        int channels = dimensions.get(channelAxis);
        if (scales.elements() != channels) {
            throw node.fault(
                    "has " + scales.elements() + " scales for the " + channels + " channels of shape " + dimensions);
        }
        int inner =
                dimensions.subList(channelAxis + 1, dimensions.size()).stream().reduce(1, (a, b) -> a * b);
        return new Steps(scales.numbers(), points, i -> i / inner % channels);
    }
}
