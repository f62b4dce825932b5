package io.vedette.trainer.quantization;

/**
 * A layer that may stand in the way of a small drop.
 *
 * @param node its name
 * @param dropPoints of accuracy that the worst file loses if this layer alone is in integers
 * @param gain what the logits' signal-to-noise ratio would gain, in decibels, if it alone went back to floats
 */
public record Obstacle(String node, double dropPoints, double gain) {
    /** Whether its integers cost accuracy by themselves. */
    public boolean isInTheWay() {
        return dropPoints > 0;
    }
}
