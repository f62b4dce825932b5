/** The ONNX format: a graph or a quantized graph as a model file and back, and nowhere else protobuf. */
@NullMarked
package io.vedette.trainer.onnx;

import org.jspecify.annotations.NullMarked;
