package io.vedette.trainer.evidence;

/**
 * A class as the trained network finds it.
 *
 * @param examples its test images
 * @param recall the share of them that it names right; NaN without an example
 */
public record ClassEvidence(String label, long examples, double recall) {}
