package io.vedette.trainer.packaging;

import io.vedette.trainer.evaluation.ParityCheck;

/**
 * What a model file was measured to do over a test set, in the runtime that runs it.
 *
 * @param parity beside the trained network
 * @param medianLatencyMs of one image, preprocessing included, one thread
 * @param runtime name and version of the runtime
 */
public record Measurement(ParityCheck parity, double medianLatencyMs, String runtime) {}
