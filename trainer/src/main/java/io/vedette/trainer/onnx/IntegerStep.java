package io.vedette.trainer.onnx;

/**
 * How the integers of a value stand for real numbers: real = (q − zeroPoint) · scale, q from lowest to highest.
 *
 * @param type the format's number of the type
 */
record IntegerStep(float scale, int zeroPoint, int type) {}
