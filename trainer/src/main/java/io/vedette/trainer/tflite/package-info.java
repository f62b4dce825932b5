/** The TFLite format: a graph or a quantized graph as a model file, a model file of any converter as a graph, and nowhere else flatbuffers. */
@NullMarked
package io.vedette.trainer.tflite;

import org.jspecify.annotations.NullMarked;
