package io.vedette.trainer.quantization;

/**
 * What integers cost at one node, measured on pictures.
 *
 * @param node its name
 * @param signalToNoise of what it stores, in decibels: how much stronger the numbers are than their difference to those of floats, in
 *     which the errors of all nodes before it are included; infinite where nothing differs
 * @param saturation the share of the floats' numbers that lie more than half a step beyond the range of its integers
 * @param gain what the logits' signal-to-noise ratio would gain, in decibels, if this node alone went back to floats
 * @param alone the logits' signal-to-noise ratio, in decibels, if this node alone were in integers: what tells the layers apart where several
 *     destroy the logits each by itself; infinite where nothing differs
 */
public record LayerEvidence(String node, double signalToNoise, double saturation, double gain, double alone) {}
