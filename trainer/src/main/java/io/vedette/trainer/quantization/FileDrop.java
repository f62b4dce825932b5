package io.vedette.trainer.quantization;

/**
 * What a file costs beside the trained network, on the same pictures.
 *
 * @param file its name among the variants
 * @param dropPoints of accuracy, in points of 100; negative if the file is right more often
 * @param lowestPoints of the true drop, with 95 % confidence
 * @param highestPoints likewise
 * @param agreement share of pictures for which both name the same class
 */
public record FileDrop(String file, double dropPoints, double lowestPoints, double highestPoints, double agreement) {}
