package io.vedette.trainer.quantization;

import io.vedette.trainer.graph.TensorRange;

/**
 * Moves each bound a part of the way to every picture's own lowest and highest number, beginning with the first picture's.
 *
 * <p>Late pictures weigh more than early ones, so the pictures' order counts; a single strange picture hardly does. (So do ONNX Runtime's
 * {@code MinMaxCalibrater} with {@code moving_average} and PyTorch's {@code MovingAverageMinMaxObserver}, both by 0.01.)
 */
final class MovingAverageObserver implements RangeObserver {
    private final double momentum;
    private ExtremesObserver picture = new ExtremesObserver();
    private boolean isFirst = true;
    private double lowest;
    private double highest;

    MovingAverageObserver(double momentum) {
        if (!(momentum > 0 && momentum <= 1)) {
            throw new IllegalArgumentException("Momentum must be above 0 and at most 1 but is " + momentum);
        }
        this.momentum = momentum;
    }

    @Override
    public void observe(float number) {
        picture.observe(number);
    }

    @Override
    public void endPicture() {
        TensorRange seen = picture.range();
        double part = isFirst ? 1 : momentum;
        lowest += part * (seen.lowest() - lowest);
        highest += part * (seen.highest() - highest);
        isFirst = false;
        picture = new ExtremesObserver();
    }

    @Override
    public TensorRange range() {
        if (isFirst) {
            throw new IllegalStateException("No picture has been observed to its end");
        }
        return new TensorRange((float) lowest, (float) highest);
    }
}
