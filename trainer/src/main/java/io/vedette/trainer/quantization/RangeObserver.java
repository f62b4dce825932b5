package io.vedette.trainer.quantization;

import io.vedette.trainer.graph.TensorRange;

/** Watches the numbers that one value takes over many pictures. */
interface RangeObserver {
    /** Takes in a finite number. */
    void observe(float number);

    /** The range so far; at least one number must have been observed. */
    TensorRange range();
}
