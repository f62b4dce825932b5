package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Relu6;
import io.vedette.trainer.graph.operator.Window;
import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.AddOptionsT;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;
import org.tensorflow.lite.schema.ConcatenationOptionsT;
import org.tensorflow.lite.schema.Conv2DOptionsT;
import org.tensorflow.lite.schema.DepthwiseConv2DOptionsT;
import org.tensorflow.lite.schema.FullyConnectedOptionsT;
import org.tensorflow.lite.schema.LeakyReluOptionsT;
import org.tensorflow.lite.schema.MulOptionsT;
import org.tensorflow.lite.schema.PadOptionsT;
import org.tensorflow.lite.schema.PadV2OptionsT;
import org.tensorflow.lite.schema.Pool2DOptionsT;
import org.tensorflow.lite.schema.QuantizeOptionsT;
import org.tensorflow.lite.schema.ReducerOptionsT;
import org.tensorflow.lite.schema.ReshapeOptionsT;
import org.tensorflow.lite.schema.SoftmaxOptionsT;
import org.tensorflow.lite.schema.TransposeOptionsT;

/** The settings of operators in a file's own tables. */
final class Options {
    private Options() {}

    static BuiltinOptionsUnion none() {
        return new BuiltinOptionsUnion();
    }

    static BuiltinOptionsUnion convolution(Window window, byte padding, byte activation) {
        Conv2DOptionsT options = new Conv2DOptionsT();
        options.setPadding(padding);
        options.setStrideH(window.verticalStride());
        options.setStrideW(window.horizontalStride());
        options.setDilationHFactor(window.verticalDilation());
        options.setDilationWFactor(window.horizontalDilation());
        options.setFusedActivationFunction(activation);
        return of(BuiltinOptions.Conv2DOptions, options);
    }

    static BuiltinOptionsUnion depthwise(Window window, byte padding, byte activation, int multiplier) {
        DepthwiseConv2DOptionsT options = new DepthwiseConv2DOptionsT();
        options.setPadding(padding);
        options.setStrideH(window.verticalStride());
        options.setStrideW(window.horizontalStride());
        options.setDilationHFactor(window.verticalDilation());
        options.setDilationWFactor(window.horizontalDilation());
        options.setDepthMultiplier(multiplier);
        options.setFusedActivationFunction(activation);
        return of(BuiltinOptions.DepthwiseConv2DOptions, options);
    }

    static BuiltinOptionsUnion pool(Window window, byte padding) {
        Pool2DOptionsT options = new Pool2DOptionsT();
        options.setPadding(padding);
        options.setStrideH(window.verticalStride());
        options.setStrideW(window.horizontalStride());
        options.setFilterHeight(window.height());
        options.setFilterWidth(window.width());
        return of(BuiltinOptions.Pool2DOptions, options);
    }

    static BuiltinOptionsUnion pad() {
        return of(BuiltinOptions.PadOptions, new PadOptionsT());
    }

    static BuiltinOptionsUnion padWith() {
        return of(BuiltinOptions.PadV2Options, new PadV2OptionsT());
    }

    static BuiltinOptionsUnion fullyConnected(byte activation) {
        FullyConnectedOptionsT options = new FullyConnectedOptionsT();
        options.setFusedActivationFunction(activation);
        return of(BuiltinOptions.FullyConnectedOptions, options);
    }

    static BuiltinOptionsUnion add(byte activation) {
        AddOptionsT options = new AddOptionsT();
        options.setFusedActivationFunction(activation);
        return of(BuiltinOptions.AddOptions, options);
    }

    static BuiltinOptionsUnion multiply() {
        return of(BuiltinOptions.MulOptions, new MulOptionsT());
    }

    static BuiltinOptionsUnion concatenation(int axis) {
        ConcatenationOptionsT options = new ConcatenationOptionsT();
        options.setAxis(axis);
        return of(BuiltinOptions.ConcatenationOptions, options);
    }

    static BuiltinOptionsUnion mean() {
        ReducerOptionsT options = new ReducerOptionsT();
        options.setKeepDims(true);
        return of(BuiltinOptions.ReducerOptions, options);
    }

    static BuiltinOptionsUnion reshape(int[] shape) {
        ReshapeOptionsT options = new ReshapeOptionsT();
        options.setNewShape(shape);
        return of(BuiltinOptions.ReshapeOptions, options);
    }

    static BuiltinOptionsUnion transpose() {
        return of(BuiltinOptions.TransposeOptions, new TransposeOptionsT());
    }

    static BuiltinOptionsUnion softmax() {
        SoftmaxOptionsT options = new SoftmaxOptionsT();
        options.setBeta(1);
        return of(BuiltinOptions.SoftmaxOptions, options);
    }

    static BuiltinOptionsUnion leakyRelu(float slope) {
        LeakyReluOptionsT options = new LeakyReluOptionsT();
        options.setAlpha(slope);
        return of(BuiltinOptions.LeakyReluOptions, options);
    }

    static BuiltinOptionsUnion quantize() {
        return of(BuiltinOptions.QuantizeOptions, new QuantizeOptionsT());
    }

    /** The activation that an operator applies itself. */
    static byte activation(FusedNode fused) {
        return fused.activation()
                .map(activation -> {
                    if (activation instanceof Relu) {
                        return ActivationFunctionType.RELU;
                    }
                    if (activation instanceof Relu6) {
                        return ActivationFunctionType.RELU6;
                    }
                    throw new IllegalStateException(activation + " cannot be fused: this is a fault of the program");
                })
                .orElse(ActivationFunctionType.NONE);
    }

    private static BuiltinOptionsUnion of(byte type, Object value) {
        BuiltinOptionsUnion union = new BuiltinOptionsUnion();
        union.setType(type);
        union.setValue(value);
        return union;
    }
}
