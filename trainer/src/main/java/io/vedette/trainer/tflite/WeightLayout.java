package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.operator.Shape;

/** Where a weight's numbers go: from output, input, height, width in the graph to what an operator of the file wants. */
enum WeightLayout {
    /** Output, height, width, input: of a convolution. */
    OUTPUT_FIRST(0),
    /** One, height, width, output: of a depthwise convolution. */
    OUTPUT_LAST(3),
    /** Output, input: of a fully connected layer, as in the graph. */
    MATRIX(0);

    private final int channelAxis;

    WeightLayout(int channelAxis) {
        this.channelAxis = channelAxis;
    }

    /** The axis of the output channels. */
    int channelAxis() {
        return channelAxis;
    }

    int[] shape(Shape shape) {
        int[] from = shape.toArray();
        return switch (this) {
            case OUTPUT_FIRST -> new int[] {from[0], from[2], from[3], from[1]};
            case OUTPUT_LAST -> new int[] {1, from[2], from[3], from[0]};
            case MATRIX -> from;
        };
    }

    /** For each position in the file the position in the graph. */
    int[] sources(Shape shape) {
        int[] sources = new int[shape.elements()];
        if (this == MATRIX) {
            for (int i = 0; i < sources.length; i++) {
                sources[i] = i;
            }
            return sources;
        }
        int outputs = shape.dimension(0);
        int inputs = shape.dimension(1);
        int area = shape.dimension(2) * shape.dimension(3);
        for (int output = 0; output < outputs; output++) {
            for (int input = 0; input < inputs; input++) {
                for (int pixel = 0; pixel < area; pixel++) {
                    int target =
                            this == OUTPUT_FIRST ? (output * area + pixel) * inputs + input : pixel * outputs + output;
                    sources[target] = (output * inputs + input) * area + pixel;
                }
            }
        }
        return sources;
    }
}
