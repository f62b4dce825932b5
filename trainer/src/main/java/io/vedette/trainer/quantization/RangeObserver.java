package io.vedette.trainer.quantization;

import io.vedette.trainer.graph.TensorRange;

/** Watches the numbers that one value takes over many pictures. */
interface RangeObserver {
    /** Takes in a finite number. */
    void observe(float number);

    /** Says that all numbers of a picture have been observed. */
    default void endPicture() {}

    /** The range so far; at least one picture must have been observed to its end. */
    TensorRange range();
}
