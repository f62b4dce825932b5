/** Runs a model on one input tensor, in ONNX Runtime or in TensorFlow Lite, behind one interface. */
@NullMarked
package io.vedette.runtime.engine;

import org.jspecify.annotations.NullMarked;
