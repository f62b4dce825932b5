package io.vedette.trainer.quantization;

import io.vedette.trainer.graph.TensorRange;

/** Keeps the lowest and the highest number. */
final class ExtremesObserver implements RangeObserver {
    private float lowest = Float.POSITIVE_INFINITY;
    private float highest = Float.NEGATIVE_INFINITY;

    @Override
    public void observe(float number) {
        lowest = Math.min(lowest, number);
        highest = Math.max(highest, number);
    }

    @Override
    public TensorRange range() {
        return new TensorRange(lowest, highest);
    }
}
