package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.operator.Padding;

/**
 * Rows and columns around a map.
 *
 * @param isZero whether they are zeros
 * @param isLowest whether no number of the map is below them, as a maximum wants it; of integers zero may be that as well
 */
record Margin(Padding padding, boolean isZero, boolean isLowest) {}
